# make lessons   builds the documents of lessons/ into output/
# make test      runs all tests

SWIFT ?= swift
# A command that needs no Swift libraries at run time also starts faster; Apple's systems have them anyway.
STATIC := $(if $(filter Darwin,$(shell uname -s)),,--static-swift-stdlib)
RELEASE := $(SWIFT) build -c release --product gradwalk $(STATIC)
SOURCES := Package.swift Sources Tests $(wildcard Benchmarks)

.PHONY: lessons test check compare fuzz documents format lint bench packages build

lessons: build
	@"$$($(RELEASE) --show-bin-path)/gradwalk" build

build: packages
	@$(RELEASE)

test:
	@.ci/packages tests
	@$(SWIFT) test

# Fails when output/ is not what the lessons make. The generated parts of documents are checked by the tests.
check: build
	@"$$($(RELEASE) --show-bin-path)/gradwalk" build --check

# Compares the values and gradients of lessons with those that Python and NumPy give them.
compare: build
	@python3 Tests/Reference/check_lessons_in_python.py --against "$$($(RELEASE) --show-bin-path)/gradwalk"

# Runs random programs and mutated inputs against the executable, with a few more each time than the tests do.
fuzz: build
	@for script in Tests/Reference/fuzz_*.py; do python3 $$script --against "$$($(RELEASE) --show-bin-path)/gradwalk" || exit 1; done

# Writes the generated parts of README.md and docs/, and what the tests record, anew.
documents: packages
	@RECORD=1 $(SWIFT) test --filter 'DocumentTests|TraceFormatDocumentTests'

format:
	@$(SWIFT) format --in-place --recursive $(SOURCES)

lint:
	@$(SWIFT) format lint --strict --recursive $(SOURCES)

bench: build
	@$(SWIFT) build -c release $(STATIC) --product Nothing
	@$(SWIFT) build -c release $(STATIC) --product Benchmarks
	@"$$($(RELEASE) --show-bin-path)/Benchmarks"

packages:
	@.ci/packages
