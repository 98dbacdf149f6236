using DealerIntegration.Domain.Diversion.Codes.Gs1;

namespace DealerIntegration.Domain.Diversion.Codes;

/// <summary>
/// Reads a trace code (读码) in whatever syntax it was scanned, printed or sent, and gives it its one normal form.
/// </summary>
/// <remarks>
/// A text that shows its syntax (brackets, symbology identifier, separator, URN, web address) is read as such. Bare
/// signs are tried as a private code first: the principal knows its own numbers best.
/// </remarks>
public sealed class CodeReader(CodeRules rules)
{
    // Web addresses with a code in them are the longest that scanners send.
    private const int LongestText = 2000;

    private readonly PrivatePattern[] _patterns = [.. rules.Patterns.Select(p => new PrivatePattern(p))];

    // What keyboards and exports put in place of the separator.
    private static readonly string[] SeparatorNames = ["{GS}", "<GS>", "[GS]", "{FNC1}", "<FNC1>", "[FNC1]", "\u241D"];

    public CodeReading Read(string text)
    {
        if (text.Length > LongestText)
        {
            return Refused(
                text, text[..LongestText], $"A text of {text.Length} signs is no code.", "Enter the code alone.");
        }

        var clean = TraceCode.Trim(text);
        if (clean.Length == 0)
        {
            return Refused(text, clean, "The code is empty.", "Scan or enter it.");
        }

        if (clean[0] == ScanData.Start)
        {
            return OfScanner(text, WithSeparators(clean));
        }

        if (clean[0] == '(' && clean.Length > 1 && char.IsAsciiDigit(clean[1]))
        {
            return OfElements(text, BracketedText.Read(clean));
        }

        if (clean.StartsWith(EpcUrn.Start, StringComparison.OrdinalIgnoreCase))
        {
            return OfGs1(text, EpcUrn.Read(EpcUrn.Start + clean[EpcUrn.Start.Length..]));
        }

        if (TraceCode.IsGs1(clean))
        {
            return OfGs1(text, DigitalLink.ReadPath(clean));
        }

        if (DigitalLink.IsAddress(clean))
        {
            var link = DigitalLink.Read(clean);
            return link.Identity is null && OwnCode(text, clean) is { Problem: null } own ? own : OfGs1(text, link);
        }

        var separated = WithSeparators(clean);
        return separated.Contains(ElementString.Separator, StringComparison.Ordinal)
            ? OfElements(text, ElementString.Read(separated.TrimStart(ElementString.Separator)))
            : OfBareSigns(text, clean);
    }

    private CodeReading OfScanner(string text, string clean)
    {
        var scan = ScanData.Read(clean);
        if (scan.Problem is { } problem)
        {
            return Refused(text, clean, problem.Reason, problem.Remedy);
        }

        return scan.Content switch
        {
            SymbolContent.Elements => OfElements(text, ElementString.Read(scan.Data)),
            SymbolContent.Product => OfProduct(text, scan),
            _ when scan.Data.Length > 0 && scan.Data[0] == ScanData.Start => Refused(
                text, clean, "The code has two symbology identifiers.", "Scan it again."),
            _ => Read(scan.Data) with { Text = text },
        };
    }

    private static CodeReading OfProduct(string text, ScanData scan)
    {
        var product = new Gs1Element("01", scan.Data.PadLeft(14, '0'));
        if (scan.Composite is null)
        {
            return OfElements(text, Gs1Elements.Of([product]));
        }

        var composite = ElementString.Read(scan.Composite);
        return OfElements(
            text, composite.Problem is null ? Gs1Elements.Of([product, .. composite.Elements]) : composite);
    }

    private CodeReading OfBareSigns(string text, string clean)
    {
        var own = OwnCode(text, clean);
        if (own is { Problem: null })
        {
            return own;
        }

        if (SpreadsheetDamage.OfText(clean) is { } damage)
        {
            return Refused(text, clean, damage.Reason, damage.Remedy);
        }

        if (BareElements(text, clean) is { } elements && (elements.Problem is null || own is null))
        {
            return elements;
        }

        if (own is not null)
        {
            return own;
        }

        var normal = TraceCode.Normalise(clean);
        if (_patterns.Length > 0)
        {
            return Refused(
                text,
                normal,
                $"'{normal}' is neither a GS1 code nor one of the kinds {Kinds()}.",
                "Correct the code, or add its kind to codes.patterns.");
        }

        return Fault(normal) is { } fault
            ? Refused(text, normal, fault, "Correct the code.")
            : new CodeReading(text, CodeKind.Private, normal, null, null, null, null, null);
    }

    private CodeReading? OwnCode(string text, string clean)
    {
        CodeReading? wrong = null;
        var normal = TraceCode.Normalise(clean);
        foreach (var pattern in _patterns)
        {
            var reading = pattern.Read(text, normal);
            if (reading is { Problem: null } && Fault(reading.NormalForm) is { } fault)
            {
                reading = reading with { Problem = new CodeProblem(fault, "Correct the code.") };
            }

            if (reading is { Problem: null })
            {
                return reading;
            }

            wrong ??= reading;
        }

        return wrong;
    }

    // Blanks part the codes of an event from one another; control characters are a scanner's mistake.
    private static string? Fault(string normal) => normal.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        ? $"'{normal}' holds a blank or a control character."
        : null;

    // 00 and 18 digits are a logistic unit, 01 and 14 digits with 21 behind are an item, and a wrong check digit in
    // them is a fault. Other signs after 01 are only taken for GS1 when everything in them is right.
    private static CodeReading? BareElements(string text, string clean)
    {
        var pallet = clean.Length == 20
            && clean.StartsWith("00", StringComparison.Ordinal)
            && CheckDigits.AllDigits(clean);
        var item = clean.Length > 18
            && clean.StartsWith("01", StringComparison.Ordinal)
            && CheckDigits.AllDigits(clean.AsSpan(0, 16));
        if (!pallet && !item)
        {
            return null;
        }

        var reading = OfElements(text, ElementString.Read(clean));
        var certain = pallet || clean.AsSpan(16).StartsWith("21");
        return certain || reading.Kind == CodeKind.Item ? reading : null;
    }

    private static string WithSeparators(string text)
    {
        foreach (var name in SeparatorNames)
        {
            text = text.Replace(name, ElementString.Separator.ToString(), StringComparison.Ordinal);
        }

        return text;
    }

    private string Kinds() => string.Join(", ", rules.Patterns.Select(p => p.Name));

    private static CodeReading OfElements(string text, Gs1Elements elements) =>
        OfGs1(text, elements.Problem is { } problem ? new Gs1Reading(null, problem) : KeyChoice.Of(elements.Elements));

    private static CodeReading OfGs1(string text, Gs1Reading reading)
    {
        if (reading.Identity is not { } identity)
        {
            return Refused(text, TraceCode.Trim(text), reading.Problem!.Reason, reading.Problem.Remedy);
        }

        var (kind, level) = Gs1Kind.Of(identity);
        var product = identity.Key.Ai is "01" or "8006" ? identity.Key.Value[..14] : null;
        return new CodeReading(text, kind, identity.Path, identity, level, product, null, null);
    }

    private static CodeReading Refused(string text, string normal, string reason, string remedy) =>
        new(text, CodeKind.Unknown, normal, null, null, null, null, new CodeProblem(reason, remedy));
}
