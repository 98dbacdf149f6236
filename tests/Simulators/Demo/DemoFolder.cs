namespace DealerIntegration.Simulators.Demo;

/// <summary>
/// The demo's own folder inside the data folder: configuration, dealers' folders, partners' memory, logs.
/// </summary>
internal sealed class DemoFolder
{
    public DemoFolder(string data)
    {
        Data = data;
        Root = Path.Combine(data, "demo");
    }

    public string Data { get; }

    public string Root { get; }

    public string Config => Path.Combine(Root, "config");

    public string Drop => Path.Combine(Root, "drop");

    public string Outbox => Path.Combine(Root, "outbox");

    public string Logs => Path.Combine(Root, "logs");

    public string Settlements => Path.Combine(Root, "settlements.json");

    public string Cases => Path.Combine(Root, "cases.json");

    public string Pack(string number) => Path.Combine(Root, $"evidence-{number}.zip");

    public string Summary => Path.Combine(Root, "summary.json");

    public string PartnerMemory(string partner) => Path.Combine(Root, $"{partner}-state.json");

    /// <summary>
    /// Makes the folders. One data folder holds one business: two seeds use the same document numbers for different
    /// documents, which no partner system ever does.
    /// </summary>
    /// <exception cref="DemoFailure">The folder holds the demo of another seed or month.</exception>
    public void Create(DemoOptions options)
    {
        foreach (var folder in new[] { Root, Drop, Outbox, Logs })
        {
            Directory.CreateDirectory(folder);
        }

        var marker = Path.Combine(Root, "business.txt");
        var business = $"seed {options.Seed}, period {options.Period}";
        var held = File.Exists(marker) ? File.ReadAllText(marker).Trim() : business;
        if (held != business)
        {
            throw new DemoFailure(
                $"{Root} holds the demo of {held}, not of {business}. "
                + "Clear it with ./hub reset, or name another folder with --data.");
        }

        File.WriteAllText(marker, business + "\n");
    }
}
