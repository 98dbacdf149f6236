using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Drop;

namespace DealerIntegration.Connectors.Tests.Drop;

/// <summary>What config/intake.json may say, and what a mistake in it is answered with.</summary>
public sealed class IntakeFileTests : IDisposable
{
    private const string Json =
        """
        {
          "sftp": {
            "enabled": true,
            "host": "sftp.example.cn",
            "user": "hub",
            "privateKey": { "secret": "SFTP_KEY" },
            "hostKeys": ["SHA256:0000000000000000000000000000000000000000000"],
            "folder": "/dealers"
          },
          "mail": {
            "enabled": false,
            "address": "files@example.cn",
            "imap": { "host": "imap.example.cn", "port": 993, "security": "tls",
                      "signIn": { "user": "u", "password": { "secret": "MAIL" } } },
            "smtp": { "host": "smtp.example.cn", "port": 587, "security": "startTls",
                      "signIn": { "user": "u", "password": { "secret": "MAIL" } } },
            "senders": {
              "D001": ["a@dealer.example.cn"],
              "D002": ["b@dealer.example.cn"]
            }
          }
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("hub-intake-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Without_the_file_there_is_only_the_folder() => Assert.Empty(IntakeFile.Load(folder).WaysOn());

    [Fact]
    public void Only_what_is_switched_on_can_be_opened()
    {
        var file = Load(Json);
        Assert.Equal([IntakeWay.Sftp], file.WaysOn());
        var refused = Assert.Throws<ConfigurationException>(
            () => IntakeList.Open(IntakeWay.Mail, file, new Secrets(), TimeProvider.System));
        Assert.Contains("'mail' is not switched on", refused.Message);
    }

    [Theory]
    [InlineData("\"sftp.example.cn\"", "\"https://sftp\"", ":4:", "sftp.host")]
    [InlineData("\"privateKey\": { \"secret\": \"SFTP_KEY\" },", "", ":2:", "either 'password' or 'privateKey'")]
    [InlineData("SHA256:0", "MD5:0", ":7:", "sftp.hostKeys[0]")]
    [InlineData("\"/dealers\"", "\"dealers\"", ":8:", "sftp.folder")]
    [InlineData("\"/dealers\"", "\"/a/../b\"", ":8:", "sftp.folder")]
    [InlineData("\"/dealers\"", "\"/d\", \"out\": \"in\"", ":8:", "sftp.out")]
    [InlineData("\"/dealers\"", "\"/d\", \"settleSeconds\": 0", ":8:", "0 is not within 1 to 600")]
    [InlineData("files@example.cn", "files", ":12:", "mail.address")]
    [InlineData("993", "99300", ":13:", "mail.imap.port")]
    [InlineData("b@dealer", "a@dealer", ":19:", "already belongs to D001")]
    [InlineData("b@dealer.example.cn", "files@example.cn", ":19:", "already belongs to the hub")]
    [InlineData("b@dealer.example.cn", "B <b@dealer.example.cn>", ":19:", "is no mail address")]
    [InlineData("\"startTls\"", "\"none\"", ":15:", "security")]
    [InlineData("  \"sftp\": {", "\"answers\": { \"D009\": \"mail\" }, \"sftp\": {", ":2:", "answers.D009: no address")]
    [InlineData("  \"sftp\": {", "  \"answers\": { \"D001\": \"fax\" }, \"sftp\": {", ":2:", "answers")]
    public void A_mistake_is_named_with_its_line_and_what_to_write(string from, string to, string line, string words)
    {
        Assert.Contains(from, Json);
        var problem = Assert.Throws<ConfigurationException>(
            () => Load(Json.Replace(from, to, StringComparison.Ordinal))).Message;
        Assert.StartsWith(Path.Combine(folder, IntakeFile.FileName) + line, problem);
        Assert.Contains(words, problem);
    }

    private IntakeFile Load(string json)
    {
        File.WriteAllText(Path.Combine(folder, IntakeFile.FileName), json);
        return IntakeFile.Load(folder);
    }
}
