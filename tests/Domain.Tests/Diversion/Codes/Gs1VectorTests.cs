using DealerIntegration.Domain.Diversion.Codes;
using DealerIntegration.Domain.Diversion.Codes.Gs1;

namespace DealerIntegration.Domain.Tests.Diversion.Codes;

/// <summary>The published GS1 vectors, every row of them; a row that is left out is printed with the reason.</summary>
public sealed class Gs1VectorTests(ITestOutputHelper output)
{
    private const char Separator = ElementString.Separator;

    [Fact]
    public void Element_strings_without_brackets() => Check(
        "unbracketed_ai_validity.csv",
        row =>
        {
            var text = row[2].Replace('^', Separator);
            var valid = text.StartsWith(Separator) && ElementString.Read(text[1..]).Problem is null;
            return valid == bool.Parse(row[1]);
        },
        row => null);

    [Fact]
    public void Element_strings_with_brackets() => Check(
        "bracketed_ai_to_unbracketed.csv",
        row =>
        {
            var read = BracketedText.Read(row[2]);
            return bool.Parse(row[1])
                ? read.Problem is null && "^" + ElementString.Write(read.Elements).Replace(Separator, '^') == row[3]
                : read.Problem is not null;
        },
        row => null);

    [Fact]
    public void What_scanners_send() => Check(
        "process_scan_data.csv",
        row => Scanned(row[2].Replace("{GS}", Separator.ToString(), StringComparison.Ordinal)) ==
            (bool.Parse(row[1]) ? row[4] : null),
        row => null);

    [Fact]
    public void What_printers_print_reads_back() => Check(
        "generate_scan_data.csv",
        row => Scanned(row[3].Replace("{GS}", Separator.ToString(), StringComparison.Ordinal)) is { } data
            && Printed(row).Contains(data),
        row => !bool.Parse(row[4]) ? "the hub reads symbols and prints none: there is nothing to refuse" : null);

    private static string? Scanned(string text)
    {
        var scan = ScanData.Read(text);
        if (scan.Problem is not null)
        {
            return null;
        }

        return scan.Content switch
        {
            SymbolContent.Elements => ElementString.Read(scan.Data).Problem is null
                ? "^" + scan.Data.Replace(Separator, '^') : null,
            SymbolContent.Product => scan.Data + (scan.Composite is { } c ? "|^" + c.Replace(Separator, '^') : ""),
            _ when DigitalLink.IsAddress(scan.Data) =>
                DigitalLink.Read(scan.Data).Identity is null ? null : scan.Data,
            _ => Escaped(scan.Data),
        };
    }

    // The vectors put a backslash before a leading caret of plain text, to set it off from the separator.
    private static string Escaped(string data) =>
        data.TrimStart('\\').StartsWith('^') ? "\\" + data : data;

    // The row's data in the forms a symbol can give back: a linear symbol and its composite come as one element string,
    // with or without a separator between them, and a product comes without filler.
    private static string[] Printed(string[] row)
    {
        var data = row[2];
        if (row[1] is "QR" or "DM" or "DotCode")
        {
            return [data];
        }

        if (row[1] is "UPCA" or "UPCE" or "EAN13" or "EAN8")
        {
            var digits = row[1] == "EAN8" ? 8 : 13;
            var (linear, composite) = data.Split('|') is [var l, var c] ? (l, "|" + c) : (data, "");
            var product = linear.StartsWith("^01", StringComparison.Ordinal) ? linear[3..] : linear;
            product = row[6].Contains("AddCheckDigit=true", StringComparison.Ordinal)
                ? product + CheckDigits.Mod10(product) : product;
            return [product.PadLeft(digits, '0')[^digits..] + composite];
        }

        var whole = data.StartsWith('^') ? data : "^01" + data;
        return [whole, whole.Replace("|", "", StringComparison.Ordinal),
            whole.Replace("|^", "", StringComparison.Ordinal)];
    }

    private void Check(string file, Func<string[], bool> passes, Func<string[], string?> leftOut)
    {
        var failed = new List<string>();
        var passed = 0;
        foreach (var row in VectorFile.Rows(file))
        {
            if (leftOut(row) is { } reason)
            {
                output.WriteLine($"left out {string.Join(" | ", row)}: {reason}");
            }
            else if (passes(row))
            {
                passed++;
            }
            else
            {
                failed.Add(string.Join(" | ", row));
            }
        }

        output.WriteLine($"{file}: {passed} rows passed");
        Assert.Empty(failed);
        Assert.NotEqual(0, passed);
    }
}
