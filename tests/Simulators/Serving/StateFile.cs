using System.Text.Encodings.Web;
using System.Text.Json;

namespace DealerIntegration.Simulators.Serving;

/// <summary>
/// What a simulated partner was told, kept across its restarts (状态文件). Without a path it lives in memory only.
/// </summary>
internal sealed class StateFile<T>(string? path)
    where T : class, new()
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="InvalidDataException">The file is there and cannot be read.</exception>
    public T Load()
    {
        if (path is null || !File.Exists(path))
        {
            return new T();
        }

        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json) ?? new T();
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(
                $"{path} is not a state file: {error.Message} Delete it to start afresh.", error);
        }
    }

    /// <summary>
    /// Written beside and renamed: a killed process leaves the old file or the new one, never half of one.
    /// </summary>
    public void Save(T state)
    {
        if (path is null)
        {
            return;
        }

        var beside = path + ".new";
        File.WriteAllText(beside, JsonSerializer.Serialize(state, Json));
        File.Move(beside, path, overwrite: true);
    }
}
