using System.Text;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Worker.Storage;

/// <summary>Evidence as it is kept: one thing a line, + for diversion, - against, · neither.</summary>
internal static class EvidenceText
{
    public static string Of(IReadOnlyList<Evidence> evidence, StringBuilder words)
    {
        words.Clear();
        foreach (var piece in evidence)
        {
            if (words.Length > 0)
            {
                words.Append('\n');
            }

            words.Append(piece.Bearing switch { Bearing.For => "+ ", Bearing.Against => "- ", _ => "· " })
                .Append(piece.Text);
        }

        return words.ToString();
    }
}
