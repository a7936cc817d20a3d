# MCP Sentinel. `make scan` and `make test` set up everything they need.
#
#   make scan [TARGET=path]   build, then scan TARGET (default: the sample server in Tests/Fixtures)
#   make test                 build and run every test
#   make ready                what CI runs: format, warnings as errors, all tests
#   make tests-servers        compare what is read of real servers with what they answer
#   make fuzz                 feed every parser with made-up input, FUZZ_SECONDS each, and fail on a find; with FUZZ_CPU_MINUTES
#                             until each has had so many minutes of processor time in all recorded runs
#   make bench                measure beside peers, write Benchmarks/RESULTS.md, fail on a missed threshold
#   make accuracy EVAL=path [CLONES=path] [RECORD=1]   score labelled real code, write Benchmarks/ACCURACY.md, fail on a miss
#   make install [PREFIX=/usr/local]
#   make abi-record           write the symbol and layout snapshots anew
#   make clean

TARGET ?= Tests/Fixtures/sample-server
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
VERSION := $(shell sed -n 's/.*sentinelVersion = "\(.*\)"/\1/p' Sources/SentinelModel/RunInfo.swift)
VENV := .build/venv
PYTHON := $(VENV)/bin/python
# One set of flags for every release build, so that none of them builds the others anew. What Swift's runtime needs of C++'s is linked in too, where
# it is installed, by a folder that has nothing but its archive: a megabyte less, and one library less to be found.
STATIC := $(CURDIR)/.build/static
RELEASE := swift build -c release -Xswiftc -static-stdlib -Xswiftc "-L$(STATIC)"
# Packed relocations take a megabyte less still; the C library must know them, which glibc does from 2.36 on. 0 builds for older ones.
ifndef MCP_SENTINEL_PACKED
MCP_SENTINEL_PACKED := $(shell ldd --version 2>&1 | awk 'NR == 1 { split($$NF, v, "."); print (v[1] + 0 == 2 && v[2] + 0 >= 36) }')
endif
export MCP_SENTINEL_PACKED
LIBRARY := .build/release/libmcpsentinel.so
CLI := .build/release/mcp-sentinel
PLUGIN_HOST := .build/release/mcp-sentinel-plugin-host
STRICT := MCP_SENTINEL_WERROR=1

# Debian packages: what the build needs, by the file that shows that it is there.
SYSTEM_PACKAGES := libpcre2-dev libyaml-dev
# What only `make bench` needs: the peers.
BENCH_PACKAGES := ripgrep libhyperscan-dev yara

.PHONY: scan test ready release tests-swift tests-python tests-servers format format-check system venv fuzz bench accuracy install abi-record clean

scan: release
	@$(CLI) scan $(TARGET); status=$$?; \
	if [ $$status -gt 1 ]; then exit $$status; fi

release: system
	@mkdir -p "$(STATIC)"; archive=$$(cc -print-file-name=libstdc++.a 2>&-); \
	if [ -f "$$archive" ]; then ln -sf "$$archive" "$(STATIC)/"; fi
	$(RELEASE)
	@ln -sf libmcpsentinel.so $(LIBRARY).1

test: release tests-swift tests-python

tests-swift: system venv
	swift test --parallel

tests-python: release venv
	$(PYTHON) -m pytest -q Tests/ABI
	$(PYTHON) -m pytest -q Tests/Benchmarks
	$(PYTHON) -m pytest -q Tests/Patterns
	$(PYTHON) -m pytest -q Tests/Plugins
	$(PYTHON) -m pytest -q Tests/Syntax
	$(PYTHON) -m pytest -q bindings/python/tests
	cd bindings/python && $(CURDIR)/$(PYTHON) -m mypy mcp_sentinel

# Installs well-known servers from PyPI and runs them, confined: for a machine with a network, and not in CI.
tests-servers: release venv
	$(PYTHON) -m pytest -q -rs Tests/Servers

ready: system venv format-check
	$(STRICT) $(MAKE) --no-print-directory test

format:
	swift format --in-place --recursive --parallel Sources Tests Package.swift

format-check:
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

# Installs missing Debian packages when it may, and names them when it may not.
system:
	@command -v swift >/dev/null || { echo "Swift 6.2 or later is missing: https://www.swift.org/install/linux"; exit 1; }
	@missing=""; for package in $(SYSTEM_PACKAGES); do \
	    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq $$missing; \
	else echo "Install what is missing, then try again:  sudo apt-get install$$missing"; exit 1; fi

venv:
	@$(MAKE) --no-print-directory -C Tests venv

# In a folder of its own: all of it is built with sanitizers.
fuzz: system
	MCP_SENTINEL_FUZZ=1 swift build -c release --product sentinel-fuzz --scratch-path .build/fuzz
	python3 Tests/Fuzz/fuzz.py --seconds $(FUZZ_SECONDS) --record $(if $(FUZZ_CPU_MINUTES),--until $(FUZZ_CPU_MINUTES))

bench: SYSTEM_PACKAGES += $(BENCH_PACKAGES)
bench: release
	python3 Benchmarks/bench.py $(BENCH_ARGUMENTS)

# Labels and fetched sources are no part of the project: EVAL is their folder, CLONES that of the bare clones, which are needed once, or
# SOURCES that of a tree laid out already. RECORD=1 adds the run to the history.
accuracy: release
	PYTHONPATH=Benchmarks python3 -m accuracy $(EVAL) $(if $(CLONES),--clones $(CLONES)) $(if $(SOURCES),--sources $(SOURCES)) \
	    $(if $(RECORD),--record) $(ACCURACY_ARGUMENTS)

abi-record: release venv
	$(PYTHON) Tests/ABI/record.py

install: release
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include
	install -m 755 -s $(CLI) $(PLUGIN_HOST) $(DESTDIR)$(PREFIX)/bin/
	install -m 755 -s $(LIBRARY) $(DESTDIR)$(PREFIX)/lib/libmcpsentinel.so.1
	ln -sf libmcpsentinel.so.1 $(DESTDIR)$(PREFIX)/lib/libmcpsentinel.so
	install -m 644 include/mcpsentinel.h include/mcpsentinel_types.h include/mcpsentinel_plugin.h $(DESTDIR)$(PREFIX)/include/
	sed 's|@PREFIX@|$(PREFIX)|g; s|@LIBDIR@|$(PREFIX)/lib|g; s|@VERSION@|$(VERSION)|g' bindings/c/mcpsentinel.pc.in > $(DESTDIR)$(PREFIX)/lib/pkgconfig/mcpsentinel.pc

clean:
	rm -rf .build build
