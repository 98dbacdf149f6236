using System.Security.Cryptography;
using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>
/// One file that somebody asks to take (指定收件), after having looked at what it would come to: it is taken only if that
/// still holds.
/// </summary>
/// <param name="File">Its whole path on this machine.</param>
/// <param name="Token">What the check has printed; null: taken as it is.</param>
internal sealed record UploadToTake(string Dealer, string File, string? Token)
{
    /// <summary>Null: the run looks into the drop folder.</summary>
    public static UploadToTake? Of(Run run) =>
        JsonSerializer.Deserialize<Parameter>(run.Parameters, JsonSerializerOptions.Web)?.Take;

    public string Parameters() => JsonSerializer.Serialize(new Parameter(this), JsonSerializerOptions.Web);

    /// <summary>Stores the file as if it had been dropped.</summary>
    /// <returns>The number of the arrival.</returns>
    public async Task<long> StoreAsync(NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        var dropped = await ReadAsync(Dealer, File, cancel);
        var arrivals = await ArrivalStore.AddAsync(
            transaction, IntakeWay.Folder, new Parcel(Dealer, $"{Dealer}/{dropped.Name}", $"run {run}", [dropped]),
            since: null, run, cancel);
        return arrivals.Single().Id;
    }

    public static async Task<DroppedFile> ReadAsync(string dealer, string path, CancellationToken cancel)
    {
        if (!System.IO.File.Exists(path))
        {
            throw new ConfigurationException($"{path}: there is no such file.");
        }

        var content = await System.IO.File.ReadAllBytesAsync(path, cancel);
        return new DroppedFile(
            dealer, Path.GetFileName(path), content, Convert.ToHexStringLower(SHA256.HashData(content)), default);
    }

    /// <exception cref="ConfigurationException">What was looked at is not what would be taken now.</exception>
    public static void Check(UploadInputs inputs, string? token)
    {
        if (token is not null && inputs.ChangedSince(token) is { Count: > 0 } changed)
        {
            throw new ConfigurationException(
                $"Nothing was taken: since the check has changed {string.Join("; ", changed)}. "
                + "Check the file again and take it with the new token.");
        }
    }

    private sealed record Parameter(UploadToTake? Take);
}
