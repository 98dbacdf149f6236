using System.Text.Json;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// Reads the records of a JSON page in one pass. Only where a value stands is noted, for the paths of a mapping; texts
/// are made when they are asked for. Of members that come twice the later one counts.
/// </summary>
internal sealed class JsonRows
{
    private readonly RawPage _page;
    private readonly JsonShape _shape;

    private JsonRows(RawPage page, JsonShape shape) => (_page, _shape) = (page, shape);

    /// <summary>The records of the list at a path of member names; null where no list stands there.</summary>
    /// <exception cref="JsonException">The page is not whole.</exception>
    public static IReadOnlyList<SourceRecord>? Read(RawPage page, JsonShape shape, params string[] path)
    {
        var reader = new Utf8JsonReader(page.Body.Span);
        reader.Read();
        var found = new JsonRows(page, shape).Find(ref reader, path, 0);

        // Nothing may follow the root.
        reader.Read();
        return found;
    }

    private JsonRow[]? Find(ref Utf8JsonReader reader, string[] path, int step)
    {
        if (step == path.Length && reader.TokenType == JsonTokenType.StartArray)
        {
            return Records(ref reader);
        }

        if (step == path.Length || reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        JsonRow[]? found = null;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isStep = reader.ValueTextEquals(path[step]);
            reader.Read();
            if (isStep)
            {
                found = Find(ref reader, path, step + 1);
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }

    private JsonRow[] Records(ref Utf8JsonReader reader)
    {
        var records = new List<JsonRow>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            records.Add(Record(ref reader, _shape, new JsonRowPlace(_page, records.Count + 1, null, 0)));
        }

        return [.. records];
    }

    private static JsonRow Record(ref Utf8JsonReader reader, JsonShape shape, JsonRowPlace place)
    {
        var start = (int)reader.TokenStartIndex;
        var record = new JsonRow(shape, place);
        Note(ref reader, shape.Root, record);
        record.Span = start..(int)reader.BytesConsumed;
        return record;
    }

    // From the first token of a value to its last.
    private static void Note(ref Utf8JsonReader reader, JsonStep at, JsonRow record)
    {
        record.Forget(at);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var step = at.Named(ref reader);
                    reader.Read();
                    if (step is null)
                    {
                        reader.Skip();
                    }
                    else
                    {
                        Note(ref reader, step, record);
                    }
                }

                break;
            case JsonTokenType.StartArray:
                NoteList(ref reader, at, record);
                break;
            case JsonTokenType.Null:
                record.SetNull(at);
                break;
            default:
                record.Set(at.First, ref reader);
                break;
        }
    }

    private static void NoteList(ref Utf8JsonReader reader, JsonStep at, JsonRow record)
    {
        var lines = at.IsList ? new List<JsonRow>() : null;
        var count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            foreach (var step in at.Places)
            {
                if (step.Index == count)
                {
                    var again = reader;
                    Note(ref again, step, record);
                }
            }

            if (lines is null)
            {
                reader.Skip();
            }
            else
            {
                lines.Add(Record(ref reader, record.Shape.Below!, record.Below(count)));
            }
        }

        foreach (var step in at.Places)
        {
            if (step.Index >= count)
            {
                record.SetNull(step);
            }
        }

        if (lines is not null)
        {
            record.Lines = lines;
        }
    }
}
