using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.U8;

/// <summary>A row or a document; <c>@queryDate</c> is the business date on which the list was asked for.</summary>
internal sealed class U8Record(SourceRecord record, string? queryDate) : SourceRecord
{
    public override Place Place => record.Place;

    public override bool TryGet(string path, out string? value)
    {
        if (path != "@queryDate")
        {
            return record.TryGet(path, out value);
        }

        value = queryDate;
        return true;
    }

    public override IEnumerable<SourceRecord> Children(string path) => record.Children(path);

    public override void TellFields(FieldSample sample) => record.TellFields(sample);
}
