namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>
/// Programs of the machine that some tests need. Where one is missing the test is left out with the reason; when
/// everything was asked for (HUB_TEST_ALL=1) it fails instead.
/// </summary>
internal static class Machine
{
    /// <summary>The full path of the first of these programs that is installed.</summary>
    public static string Require(string package, params string[] programs)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var found = programs.SelectMany(program => folders.Select(folder => Path.Combine(folder, program)))
            .FirstOrDefault(File.Exists);
        if (found is null)
        {
            var reason = $"{programs[0]} is not installed (Debian and Ubuntu: apt-get install {package}).";
            Assert.False(Environment.GetEnvironmentVariable("HUB_TEST_ALL") == "1", reason);
            Assert.Skip(reason);
        }

        return found;
    }
}
