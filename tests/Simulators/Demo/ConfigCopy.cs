namespace DealerIntegration.Simulators.Demo;

/// <summary>
/// The repository's configuration, copied and pointed at the simulated partners and the demo's folders.
/// </summary>
internal static class ConfigCopy
{
    public static void Write(string root, DemoFolder folder, string sap, string wms)
    {
        if (Directory.Exists(folder.Config))
        {
            Directory.Delete(folder.Config, recursive: true);
        }

        var source = Path.Combine(root, "config");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder.Config, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        // The demo's month is in the past; a recurring run that ticks meanwhile would take the dealers' files for the
        // month before today's.
        File.WriteAllText(Path.Combine(folder.Config, "schedules.json"), "{ \"schedules\": [] }\n");
        Point(folder, "sap", sap);
        Point(folder, "wms", wms);
        var hub = Path.Combine(folder.Config, "hub.json");
        JsonText.Change(hub, "folders.drop", _ => folder.Drop);
        JsonText.Change(hub, "folders.outbox", _ => folder.Outbox);
    }

    /// <summary>Host and port change; a path in the address is the connector's own affair and stays.</summary>
    private static void Point(DemoFolder folder, string connector, string partner)
    {
        var file = Path.Combine(folder.Config, "connectors", connector + ".json");
        if (!File.Exists(file))
        {
            throw new DemoFailure($"config/connectors/{connector}.json is missing; the demo needs it.");
        }

        JsonText.Change(file, "address", old =>
        {
            var path = Uri.TryCreate(old, UriKind.Absolute, out var address) ? address.PathAndQuery : "";
            return partner + (path == "/" ? "" : path);
        });
    }
}
