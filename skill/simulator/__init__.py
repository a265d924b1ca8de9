"""Development only: talking to the skill without Alexa."""
