# make demo     build guanxi, read the example digests, show who visited whom
# make test     everything that a change must pass
# make bench    how fast texts are read and stored, beside what that takes at the least
# make clean    remove what was built and written
#
# One profile (release) everywhere: the store's RocksDB compiles once, and that takes a while.
# FEATURES=--no-default-features builds without RocksDB, with a store that is kept in memory and a file.

CARGO   ?= cargo
TARGET  := $(or $(CARGO_TARGET_DIR),target)
GUANXI  := $(TARGET)/release/guanxi
FEATURES ?=
DEMO    := out/demo.db
PYTHON  := .venv/bin/python

.PHONY: demo test bench clean needs lint light python

demo: needs
	$(CARGO) build --release $(FEATURES)
	@rm -rf $(DEMO) out/report out/network.graphml && mkdir -p out
	$(GUANXI) build examples/digests --store $(DEMO)
	$(GUANXI) query visits --store $(DEMO)
	$(GUANXI) export graphml -o out/network.graphml --store $(DEMO)
	$(GUANXI) report -o out/report --store $(DEMO)
	@echo
	@echo "The texts are fictional. What was made of them:"
	@echo "  out/report/index.html   an overview and a dossier for each organisation: open it in a browser"
	@echo "  out/network.graphml     the network: open it in Gephi"
	@echo "  $(DEMO)             the store that queries ask"
	@echo
	@echo "Try next:"
	@echo "  1. Another question, or the list of them:"
	@echo "       $(GUANXI) query inspections --store $(DEMO)"
	@echo "       $(GUANXI) query --list"
	@echo "  2. The visits of one office in one year:"
	@echo "       $(GUANXI) query visits -p office='Hunan PSB Foreign NGO Management Office' -p from=2018-01-01 -p to=2018-12-31 --store $(DEMO)"
	@echo "  3. A real page: save it in your browser as page.html, then"
	@echo "       $(GUANXI) build page.html --store my.db && $(GUANXI) query events --store my.db"

test: needs lint light python
	@if [ -x $(PYTHON) ]; then export GUANXI_PYTHON="$(CURDIR)/$(PYTHON)"; fi; \
	set -x; $(CARGO) test --release $(FEATURES)

lint:
	@if $(CARGO) fmt --version >/dev/null 2>&1; then set -x; $(CARGO) fmt --check; \
	else echo "skipped: formatting (rustup component add rustfmt)"; fi
	@if $(CARGO) clippy --version >/dev/null 2>&1; then set -x; $(CARGO) clippy --release --all-targets $(FEATURES) -- -D warnings; \
	else echo "skipped: lints (rustup component add clippy)"; fi

light:
	$(CARGO) check --release --no-default-features

# NetworkX and igraph, which read what export wrote, and pySHACL, which holds it against the shapes. Not needed for anything else.
python:
	@if [ ! -f tests/python/requirements.txt ]; then exit 0; \
	elif cmp -s tests/python/requirements.txt .venv/requirements.txt; then exit 0; \
	elif ! command -v python3 >/dev/null 2>&1; then echo "skipped: the tests with GraphML readers and pySHACL (no python3)"; \
	elif python3 -m venv .venv >/dev/null 2>&1 \
	  && $(PYTHON) -m pip install --quiet --disable-pip-version-check -r tests/python/requirements.txt; \
	then cp tests/python/requirements.txt .venv/requirements.txt; \
	else rm -rf .venv; echo "skipped: the tests with GraphML readers and pySHACL (python3 could not make a venv with tests/python/requirements.txt)"; fi

bench: needs
	$(CARGO) bench $(FEATURES) --bench '*'

clean:
	$(CARGO) clean
	rm -rf out .venv

# RocksDB is compiled from source: it needs a C++ compiler, libclang and the headers of clang.
LIBCLANG := $(wildcard /usr/lib/llvm*/lib/libclang.so* /usr/lib/llvm*/lib/libclang-[0-9]*.so* \
  /usr/lib/*/libclang-[0-9]*.so* /usr/lib/*/libclang.so* /usr/lib/libclang.so* /usr/lib64/libclang.so* \
  /usr/lib64/llvm*/lib/libclang.so* /usr/local/lib/libclang.so* /opt/homebrew/opt/llvm/lib/libclang.dylib \
  /usr/local/opt/llvm/lib/libclang.dylib /Library/Developer/CommandLineTools/usr/lib/libclang.dylib \
  /Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib/libclang.dylib)
CLANG_HEADERS := $(wildcard /usr/lib/llvm*/lib/clang/*/include/stddef.h /usr/lib/clang/*/include/stddef.h \
  /usr/lib64/clang/*/include/stddef.h /usr/local/lib/clang/*/include/stddef.h \
  /opt/homebrew/opt/llvm/lib/clang/*/include/stddef.h /usr/local/opt/llvm/lib/clang/*/include/stddef.h \
  /Library/Developer/CommandLineTools/usr/lib/clang/*/include/stddef.h \
  /Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib/clang/*/include/stddef.h)
HAVE_CLANG := $(or $(LIBCLANG_PATH),$(findstring --no-default-features,$(FEATURES)),$(and $(LIBCLANG),$(CLANG_HEADERS)))

needs:
	@if ! command -v $(CARGO) >/dev/null 2>&1; then \
	  echo "guanxi is written in Rust, and cargo is not installed; see https://rustup.rs"; exit 1; fi; \
	missing="$(if $(HAVE_CLANG),, libclang-dev)"; \
	command -v c++ >/dev/null 2>&1 || command -v g++ >/dev/null 2>&1 || missing="$$missing g++"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "installing$$missing"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	else \
	  echo "The store is kept in RocksDB, which is compiled from source, and this is missing:$$missing. Install it:"; \
	  echo "  Debian, Ubuntu:  sudo apt-get install$$missing"; \
	  echo "  Fedora:          sudo dnf install gcc-c++ clang-devel"; \
	  echo "  macOS:           xcode-select --install"; \
	  echo "or do without RocksDB: make demo FEATURES=--no-default-features"; \
	  exit 1; \
	fi
