using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>An error inside an answer that is a success by its status.</summary>
/// <param name="Code">Null where the answer should hold a code and holds none.</param>
internal sealed record InnerFailure(string? Code, string Said, bool IsTransient)
{
    public static InnerFailure? In(AnswerTree tree, HttpFailure? rule, Redaction redaction)
    {
        if (rule is null || !tree.Knows(rule.Path))
        {
            return null;
        }

        var code = tree.Text(rule.Path);
        if (rule.Present ? code is null : code is not null && rule.NotIn.Contains(code))
        {
            return null;
        }

        var message = rule.Message is { } path ? tree.Text(path) : null;
        var said = code is null ? $"nothing at '{rule.Path}', where its code belongs" : $"{code}: {message}";
        return new InnerFailure(
            code, PartnerText.Shorten(redaction.Clean(said)), code is not null && rule.Transient.Contains(code));
    }

    public ConnectorException As(string what) => new(
        IsTransient ? ConnectorFailure.Transient : ConnectorFailure.Configuration, $"{what}: the partner says {Said}");
}
