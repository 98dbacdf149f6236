# shellcheck shell=bash
# Building only what is needed, and nothing at all when no source has changed.

# One number for the content of everything a build reads. Reading a few hundred small files takes a blink; times of
# files would be fooled by a checkout, a copy or a deletion.
sources_sum() {
    (
        cd "$ROOT"
        find Directory.Build.props Directory.Packages.props global.json .editorconfig BannedSymbols.txt "$@" \
            \( -name bin -o -name obj -o -name TestResults \) -prune -o -type f -exec cksum {} + | LC_ALL=C sort | cksum
    )
}

# is_built STAMP SUM OUTPUT…: an output newer than the stamp was built by somebody else, perhaps from other sources.
is_built() {
    local stamp="$1" sum="$2" output
    shift 2
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] || return 1
    for output in "$@"; do
        [ -f "$output" ] && [ ! "$output" -nt "$stamp" ] || return 1
    done
}

# build_if_changed PROJECT OUTPUT SOURCE_FOLDER…
build_if_changed() {
    local project="$1" output="$2" stamp sum
    shift 2
    stamp="$ARTIFACTS/built-$(basename "$project")"
    sum="$(sources_sum "$@")"
    if ! is_built "$stamp" "$sum" "$output"; then
        build "$project"
        printf '%s\n' "$sum" >"$stamp"
    fi
}

build_solution() {
    local stamp="$ARTIFACTS/built-solution" sum project outputs=()
    sum="$(sources_sum src tests bench)"
    for project in "$ROOT"/tests/*.Tests; do
        outputs+=("$project/bin/$CONFIGURATION/net10.0/DealerIntegration.$(basename "$project").dll")
    done
    if is_built "$stamp" "$sum" "$WORKER" "$SIMULATORS" "$BENCH" "${outputs[@]}"; then
        return
    fi

    build "$ROOT/DealerIntegration.sln"
    printf '%s\n' "$sum" >"$stamp"
    # The programs are built now, too.
    sources_sum src >"$ARTIFACTS/built-$(basename "$WORKER_PROJECT")"
    sources_sum src tests/Simulators >"$ARTIFACTS/built-$(basename "$SIMULATORS_PROJECT")"
    sources_sum src bench tests/Simulators tests/Connectors.Tests/Compliance \
        >"$ARTIFACTS/built-$(basename "$BENCH_PROJECT")"
}

# Quiet on success; on failure the compiler's words. The vulnerability list of packages is looked up in CI only, so
# that a machine without network builds from the packages it has.
build() {
    local log="$ARTIFACTS/build.log" audit
    need_sdk
    mkdir -p "$ARTIFACTS"
    say "building…"
    audit=-p:NuGetAudit=false
    if [ "${CI:-}" = true ]; then
        audit=-p:NuGetAudit=true
    fi

    if ! dotnet build "$1" -c "$CONFIGURATION" -v q --nologo "$audit" >"$log" 2>&1 </dev/null; then
        if grep -qE '(error|warning) [A-Z]+[0-9]+' "$log"; then
            grep -E '(error|warning) [A-Z]+[0-9]+' "$log" | LC_ALL=C sort -u | without_addresses >&2
        else
            without_addresses <"$log" >&2
        fi

        wrong "the build failed; its whole output is in $log"
    fi
}
