"""The IOP voice skill: everything that answers an Alexa request."""
