# Reads an xunit XML result and writes, separated by tabs:
#   count  PASSED  FAILED  SKIPPED      (one line per assembly; errors outside a test count as failed)
#   skip   REASON  TEST                 (one line per test that was left out)
BEGIN { RS = "<" }

function attribute(name,    start) {
    if (!match($0, "[ \t\n]" name "=\"[^\"]*\"")) {
        return ""
    }

    start = RSTART + length(name) + 3
    return substr($0, start, RSTART + RLENGTH - start - 1)
}

/^assembly[ \t\n]/ {
    printf "count\t%d\t%d\t%d\n", attribute("passed"), attribute("failed") + attribute("errors"), attribute("skipped")
}

/^test[ \t\n]/ { test = attribute("type") "." attribute("method") }

/^reason>/ {
    reading = 1
    text = substr($0, length("reason>") + 1)
}

/^\/reason>/ {
    reading = 0
    gsub(/[ \t\r\n]+/, " ", text)
    sub(/^ /, "", text)
    sub(/ $/, "", text)
    printf "skip\t%s\t%s\n", text, test
}

# Reasons come as CDATA, in which a "<" is text and not the start of a record.
reading && !/^reason>/ {
    part = $0
    if (!sub(/^!\[CDATA\[/, "", part)) {
        part = "<" part
    }

    sub(/\]\]>[ \t\r\n]*$/, "", part)
    text = text part
}
