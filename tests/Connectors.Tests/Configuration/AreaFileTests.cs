using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Tests.Configuration;

public sealed class AreaFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Reads_codes_and_names()
    {
        Write("# a remark\ncode,name\n330000,浙江省\n330100,杭州市\n");
        Assert.Equal("浙江省 杭州市", AreaFile.Load(_folder.FullName).FullName("330100"));
    }

    [Fact]
    public void Names_every_line_that_is_wrong()
    {
        Write("code,name\n330000,浙江省\n3301,杭州市\n330000,浙江\n330200\n");
        var fault = Assert.Throws<ConfigurationException>(() => AreaFile.Load(_folder.FullName)).Message.Split('\n');
        Assert.Collection(
            fault,
            line => Assert.Contains("line 3: '3301,杭州市' is no area", line, StringComparison.Ordinal),
            line => Assert.Contains("line 4: 330000 is already listed as 浙江省", line, StringComparison.Ordinal),
            line => Assert.Contains("line 5: '330200' is no area", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Says_what_a_missing_file_is_for() => Assert.Contains(
        "areas.csv is missing", Assert.Throws<ConfigurationException>(() => AreaFile.Load(_folder.FullName)).Message,
        StringComparison.Ordinal);

    private void Write(string text) => File.WriteAllText(Path.Combine(_folder.FullName, AreaFile.FileName), text);
}
