# shellcheck shell=bash
# What all parts of ./hub share. ROOT is the checkout.

ARTIFACTS="$ROOT/artifacts"
CONFIGURATION=Release

WORKER_PROJECT="$ROOT/src/Worker"
WORKER="$WORKER_PROJECT/bin/$CONFIGURATION/net10.0/DealerIntegration.Worker.dll"
SIMULATORS_PROJECT="$ROOT/tests/Simulators"
SIMULATORS="$SIMULATORS_PROJECT/bin/$CONFIGURATION/net10.0/DealerIntegration.Simulators.dll"
BENCH_PROJECT="$ROOT/bench"
BENCH="$BENCH_PROJECT/bin/$CONFIGURATION/net10.0/DealerIntegration.Bench.dll"

say() { printf '%s\n' "$*" >&2; }

# Something on this machine must be changed first; the message says what.
wrong() {
    say "hub: $*"
    exit 2
}

# Addresses of package sources are this machine's own business and tell the reader nothing.
without_addresses() { sed -e 's#[a-z+]*://[^ ]*#(package source)#g'; }

need_dotnet() {
    # Some services start without a home; dotnet keeps its package folder there.
    if [ -z "${HOME:-}" ]; then
        HOME="$(cd ~ && pwd)"
        export HOME
    fi

    # A chunk's lines live for a second and die together: room for several chunks between two collections, in bytes.
    export DOTNET_GCgen0size="${DOTNET_GCgen0size:-0x10000000}"
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
    if ! command -v dotnet >/dev/null 2>&1; then
        for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/lib/dotnet /usr/share/dotnet /usr/local/share/dotnet; do
            if [ -n "$folder" ] && [ -x "$folder/dotnet" ]; then
                PATH="$folder:$PATH"
                export PATH
                return
            fi
        done
        no_sdk "dotnet is not installed"
    fi
}

need_sdk() {
    if ! dotnet --list-sdks | grep -q '^10\.'; then
        no_sdk "no .NET 10 SDK among the installed ones"
    fi
}

no_sdk() {
    say "hub: $1. The hub needs the .NET 10 SDK:"
    say "  Ubuntu 24.04 or newer:  sudo apt-get install dotnet-sdk-10.0"
    say "  macOS:                  brew install dotnet"
    wrong "  other systems:          the installer from Microsoft's .NET download page (version 10, SDK)"
}
