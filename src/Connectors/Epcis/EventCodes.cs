using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>
/// The codes of one event in normal form (事件码清单). A damaged one is set aside with its reason and the others stay: a
/// carton is not lost because one label in it was torn.
/// </summary>
internal sealed class EventCodes(CodeReader reader, EpcisRecord record)
{
    private readonly HashSet<string> _products = new(StringComparer.Ordinal);

    public List<EventProblem> Problems { get; } = [];

    /// <summary>The one GTIN of all codes that hold one; null: none, or several.</summary>
    public string? Gtin => _products.Count == 1 ? _products.Single() : null;

    /// <summary>A list's codes, each once.</summary>
    public IReadOnlyList<string> List(string list) => [.. Read(list).Select(code => code.Code)];

    /// <summary>The same, each with how it was read first.</summary>
    public IReadOnlyList<ReadCode> Read(string list)
    {
        var codes = new List<ReadCode>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var position = 0;
        foreach (var member in record.Event!.Members(list, "epc"))
        {
            position++;
            if (Read(member.Value ?? "", $"{list}[{position}]", LineOf(position)) is { } code && seen.Add(code))
            {
                var text = At(record.CodeTexts, position) ?? member.Value;
                codes.Add(new ReadCode(code, text == code ? null : text));
            }
        }

        return codes;
    }

    /// <summary>The unit that codes go into or come out of; an event without it says nothing.</summary>
    public string Parent()
    {
        var text = record.Event!.Text("parentID") ?? throw EventRejection.Of(
            "no-parent", "parentID", null, "The event packs or unpacks, and does not say what unit.",
            "Have the sender name the carton or pallet.");
        return Read(text, "parentID", null) ?? throw new EventRejection(Problems[^1]);
    }

    private string? Read(string text, string path, long? line)
    {
        var reading = reader.Read(text);
        if (reading.Problem is { } problem)
        {
            Problems.Add(new EventProblem("malformed-code", path, text, problem.Reason, problem.Remedy, line));
            return null;
        }

        if (!reading.IsTraceable)
        {
            Problems.Add(new EventProblem(
                "not-traceable", path, text, $"'{text}' names a product or a lot, no single thing.",
                "Have single codes sent; amounts of a class cannot be traced.", line));
            return null;
        }

        if (reading.Product is { } product)
        {
            _products.Add(product);
        }

        return reading.NormalForm;
    }

    private long? LineOf(int position) =>
        record.CodeLines is { } lines && position <= lines.Count ? lines[position - 1] : null;

    private static string? At(IReadOnlyList<string>? texts, int position) =>
        texts is not null && position <= texts.Count ? texts[position - 1] : null;
}

/// <summary>A code in normal form, and the spelling it was read in where that is another one (原始读码).</summary>
internal readonly record struct ReadCode(string Code, string? AsRead);
