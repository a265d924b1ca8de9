"""The skill as an HTTPS web service, for the ASK simulator and for centres that do not use AWS Lambda."""
