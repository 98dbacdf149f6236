-- The last four signs of a document's number in the form in which both sides compare numbers: half width, upper case,
-- without blanks and leading zeros. Nearly all numbers are plain ASCII, which costs no look at their characters.
CREATE FUNCTION canonical.number_ending(number text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ltrim(upper(right(
        CASE WHEN octet_length(number) = length(number) THEN replace(number, ' ', '')
             ELSE regexp_replace(normalize(number, NFKC), '[\s\u200B\uFEFF]', '', 'g') END,
        4) COLLATE "C"), '0');
