using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// One IDoc of a file (中间文档): its control record, its data segments, and what is wrong with it. Faults reject it,
/// notes do not: what no layout describes is kept and told.
/// </summary>
internal sealed class IdocTree
{
    public IdocTree(IdocSegment control)
    {
        Root = new IdocSegment("IDOC", control.Line);
        Root.Children.Add(control);
    }

    /// <summary>Stands above the control record and the data segments.</summary>
    public IdocSegment Root { get; }

    public List<IdocFault> Faults { get; } = [];

    public List<IdocFault> Notes { get; } = [];

    public IdocSegment Control => Root.Children[0];

    public IEnumerable<IdocSegment> Data => Root.Children.Skip(1);

    /// <summary>IDOCTYP, for example ORDERS05.</summary>
    public string Type => Of("IDOCTYP");

    /// <summary>MESTYP, for example ORDERS or ORDRSP, which share a type.</summary>
    public string Message => Of("MESTYP");

    public string Number => Of("DOCNUM");

    /// <summary>What makes an IDoc the same as another: a number is unique in the client of its sender.</summary>
    public (string Partner, string Port, string Client, string Number) Key =>
        (Of("SNDPRN"), Of("SNDPOR"), Of("MANDT"), Number);

    /// <summary>CREDAT, as it stands.</summary>
    public string MadeOn => Of("CREDAT");

    /// <summary>CRETIM, as it stands.</summary>
    public string MadeAt => Of("CRETIM");

    /// <summary>Equal for IDocs that hold the same in the same order.</summary>
    public string Digest()
    {
        var text = new StringBuilder();
        Tell(Root, text);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Tell(IdocSegment segment, StringBuilder text)
    {
        text.Append('<').Append(segment.Name);
        foreach (var (name, value) in segment.Fields)
        {
            text.Append('\n').Append(name).Append('=').Append(value.TrimEnd());
        }

        segment.Children.ForEach(child => Tell(child, text));
        text.Append('>');
    }

    private string Of(string field) => Control[field]?.TrimEnd() ?? "";
}
