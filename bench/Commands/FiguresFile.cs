using System.Text.Json;

namespace DealerIntegration.Bench.Commands;

/// <summary>Figures for machines.</summary>
internal static class FiguresFile
{
    private static readonly JsonSerializerOptions Pretty = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Task WriteAsync<T>(string file, T figures, CancellationToken cancel) =>
        File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, Pretty) + "\n", cancel);
}
