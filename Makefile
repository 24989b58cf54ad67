# The verbs of this project. `make` alone explains them. Each installs what it needs, once.
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo test check bench soak clean coverage-matrix setup

help: ## this list
	@scripts/help.sh $(firstword $(MAKEFILE_LIST))

demo: ## send a real file from Elixir to Python and back, inline and through shared memory (FILE=path for your own)
	@scripts/setup.sh runtime && scripts/demo.sh

test: ## all tests in TypeScript, Python and Elixir; the last line counts them
	@scripts/test.sh

check: ## formatters, linters, types, architecture and generated files, in all languages
	@scripts/check.sh

bench: ## measure shared memory against inline, interleaved, into bench/records
	@scripts/setup.sh runtime && scripts/bench.sh

soak: ## long runs that look for leaks and lost bytes (about an hour)
	@scripts/setup.sh dev && scripts/soak.sh

coverage-matrix: ## which requirement is shown by which passed test: writes docs/requirements.md
	@scripts/setup.sh node && scripts/coverage-matrix.sh $(ARGS)

setup: ## install and build everything, without running anything
	@scripts/setup.sh dev

clean: ## remove what was built (lock files and your changes stay)
	@scripts/clean.sh
