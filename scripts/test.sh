# shellcheck shell=bash
# ./hub test: build once, run the test projects one after the other, add up what their result files say.

RESULTS="$ARTIFACTS/test-results"
# Seconds that one test project may take.
TEST_LIMIT="${HUB_TEST_LIMIT:-1800}"

passed=0
failed=0
skipped=0

# run_tests [--all] [OPTION…]: what is not --all goes to every test project, for example --filter.
run_tests() {
    local project name
    for word in "$@"; do
        shift
        if [ "$word" = --all ]; then
            install_test_packages
            # Tests that need one of those packages must not be left out any more.
            export HUB_TEST_ALL=1
        else
            set -- "$@" "$word"
        fi
    done

    build_solution
    rm -rf "$RESULTS"
    mkdir -p "$RESULTS"
    for project in "$ROOT"/tests/*.Tests; do
        name="$(basename "$project")"
        run_project "$name" "$project/bin/$CONFIGURATION/net10.0/DealerIntegration.$name.dll" "$@"
    done

    tell_skips
    if [ -f "$RESULTS/failures.txt" ]; then
        cat "$RESULTS/failures.txt"
    fi

    if [ $((passed + failed + skipped)) -eq 0 ]; then
        printf 'failed: no test was run; does the filter name one?\n'
        failed=1
    fi

    printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
    [ "$failed" -eq 0 ]
}

run_project() {
    local name="$1" program="$2" result status=0 started seconds counts
    shift 2
    result="$RESULTS/$name.xml"
    started=$(date +%s)
    printf '%s … ' "$name"
    run_limited "$RESULTS/$name.log" dotnet "$program" --no-ansi --results-directory "$RESULTS" \
        --report-xunit-xml --report-xunit-xml-filename "$name.xml" "$@" || status=$?
    seconds=$(($(date +%s) - started))
    if [ "$status" -ne 0 ] && [ "$seconds" -ge "$TEST_LIMIT" ]; then
        status=late
    fi

    counts="0 0 0"
    if [ -f "$result" ]; then
        awk -f "$ROOT/scripts/results.awk" "$result" >"$RESULTS/$name.tsv"
        counts="$(awk -F '\t' '$1 == "count" { p += $2; f += $3; s += $4 } END { print p + 0, f + 0, s + 0 }' \
            "$RESULTS/$name.tsv")"
    fi

    # shellcheck disable=SC2086
    set -- $counts "$name" "$status" "$#"
    printf '%s passed, %s failed, %s skipped (%s s)\n' "$1" "$2" "$3" "$seconds"
    passed=$((passed + $1))
    skipped=$((skipped + $3))
    failed=$((failed + $2))
    judge_project "$2" "$4" "$5" "$6" "$result"
    if [ "$2" -gt 0 ]; then
        note_failures "$name" "$program"
    fi
}

# A project may fail without any of its tests saying so: it crashed, took too long, or holds no test at all.
judge_project() {
    local failures="$1" name="$2" status="$3" options="$4" result="$5" trouble=""
    case "$status" in
        late) trouble="took longer than $TEST_LIMIT s and was stopped" ;;
        0) [ -f "$result" ] || trouble="left no result file" ;;
        8) [ "$options" -gt 0 ] || trouble="holds no test" ;;
        *)
            if [ ! -f "$result" ]; then
                trouble="ended with code $status and left no result file"
            elif [ "$failures" -eq 0 ]; then
                trouble="ended with code $status although none of its tests failed"
            fi
            ;;
    esac

    if [ -n "$trouble" ]; then
        failed=$((failed + 1))
        printf 'failed %s: %s\n' "$name" "$trouble" | tee -a "$RESULTS/failures.txt"
    fi

    if [ "$status" != 8 ] && { [ -n "$trouble" ] || [ "$failures" -gt 0 ]; }; then
        sed -e 's/^/    /' "$RESULTS/$name.log"
    fi
}

# Runs a command with a time limit; a stop from the keyboard reaches it and what it has started.
run_limited() {
    local log="$1" status=0
    shift
    if command -v timeout >/dev/null 2>&1; then
        set -- timeout -k 15 "$TEST_LIMIT" "$@"
    else
        set -- perl -e 'alarm shift; exec @ARGV' "$TEST_LIMIT" "$@"
    fi

    "$@" >"$log" 2>&1 </dev/null &
    running=$!
    trap 'kill -TERM "$running" 2>/dev/null || true; wait "$running" || true; exit 130' INT TERM
    wait "$running" || status=$?
    trap - INT TERM
    return "$status"
}

tell_skips() {
    if [ "$skipped" -eq 0 ]; then
        return
    fi

    printf 'left out, and why:\n'
    cat "$RESULTS"/*.tsv | awk -F '\t' '
        $1 == "skip" { count[$2]++; tests[$2] = tests[$2] "\n        " $3 }
        END { for (reason in count) printf "    %d: %s%s\n", count[reason], reason, tests[reason] }'
}

# Kept by name for the end: the logs above are long. The file is for whoever calls this and goes on.
note_failures() {
    local name="$1" program="$2"
    awk -F '\t' '$1 == "fail" {
        gsub(/ at /, "\n        at ", $4)
        printf "failed %s\n    %s\n        %s\n", $2, substr($3, 1, 800), substr($4, 1, 1500)
    }' "$RESULTS/$name.tsv" >>"$RESULTS/failures.txt"
    run_again "$name" "$program"
}

# What failed beside all the others is run once more alone, which tells whether it is wrong or only unsteady. It counts
# as failed either way.
run_again() {
    local name="$1" program="$2" test status=0 outcome
    set --
    for test in $(awk -F '\t' '$1 == "fail" && $5 != "" && !seen[$5]++ { print $5 }' "$RESULTS/$name.tsv" | head -n 9)
    do
        set -- "$@" --filter-method "$test"
    done
    if [ $# -eq 0 ]; then
        return
    fi

    run_limited "$RESULTS/$name.again.log" dotnet "$program" --no-ansi "$@" || status=$?
    case "$status" in
        0) outcome="and passed" ;;
        2) outcome="and failed as well" ;;
        *) outcome="without a result (code $status)" ;;
    esac
    printf '    (%s: run again alone %s)\n' "$name" "$outcome" >>"$RESULTS/failures.txt"
}
