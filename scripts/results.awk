# Reads an xunit XML result and writes, separated by tabs:
#   count  PASSED  FAILED  SKIPPED      (one line per assembly; errors outside a test count as failed)
#   skip   REASON  TEST                 (one line per test that was left out)
#   fail   NAME    MESSAGE  STACK  TEST (one line per test that failed; an error outside a test has no TEST)
BEGIN { RS = "<" }

function attribute(name,    start) {
    if (!match($0, "[ \t\n]" name "=\"[^\"]*\"")) {
        return ""
    }

    start = RSTART + length(name) + 3
    return substr($0, start, RSTART + RLENGTH - start - 1)
}

# Five characters are written by name in attributes; the ampersand comes last, or it would make new names.
function plain(text) {
    gsub(/&quot;/, "\"", text)
    gsub(/&apos;/, "'", text)
    gsub(/&lt;/, "<", text)
    gsub(/&gt;/, ">", text)
    gsub(/&amp;/, "\\&", text)
    return text
}

function one_line(text) {
    gsub(/[ \t\r\n]+/, " ", text)
    sub(/^ /, "", text)
    sub(/ $/, "", text)
    return text
}

/^assembly[ \t\n]/ {
    printf "count\t%d\t%d\t%d\n", attribute("passed"), attribute("failed") + attribute("errors"), attribute("skipped")
}

/^test[ \t\n]/ {
    test = attribute("type") "." attribute("method")
    name = plain(attribute("name"))
}

/^error[ \t\n]/ {
    test = ""
    name = plain(attribute("type") " " attribute("name"))
}

/^failure[ \t\n>]/ {
    failing = 1
    message = stack = ""
}

# What a test wrote may hold such tags too; only a failure's own count.
/^reason>/ || (failing && /^(message|stack-trace)>/) {
    reading = 1
    sub(/^[a-z-]*>/, "")
    text = $0
    next
}

/^\/reason>/ {
    reading = 0
    printf "skip\t%s\t%s\n", one_line(text), test
}

failing && /^\/message>/ {
    reading = 0
    message = one_line(text)
}

failing && /^\/stack-trace>/ {
    reading = 0
    stack = one_line(text)
}

/^\/failure>/ {
    failing = 0
    printf "fail\t%s\t%s\t%s\t%s\n", one_line(name), message, stack, test
}

# Texts come as CDATA, in which a "<" is text and not the start of a record.
reading {
    part = $0
    if (!sub(/^!\[CDATA\[/, "", part)) {
        part = "<" part
    }

    sub(/\]\]>[ \t\r\n]*$/, "", part)
    text = text part
}
