using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Tests.Http;

public sealed class PartnerHttpTests
{
    private const string Torn = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\n{\"d\":{\"results\":[")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\n{\"d\":\r\n")]
    [InlineData("Connection: close\r\n\r\n{\"d\":{\"results\":[]}")]
    [InlineData("Connection: close\r\n\r\n<a><b/></a")]
    [InlineData("Connection: close\r\n\r\n12")]
    [InlineData("Connection: close\r\n\r\n")]
    [InlineData("\r\n{\"d\":{\"results\":[")]
    public async Task An_answer_that_may_be_torn_is_never_accepted(string rest)
    {
        await using var server = new RawServer(Torn + rest);

        var e = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(server.Address, retries: 1));

        Assert.Equal(ConnectorFailure.Transient, e.Failure);
        Assert.Equal(2, server.Calls);
    }

    [Theory]
    [InlineData("{\"d\":[]}")]
    [InlineData(" \n[1, 2]\n")]
    [InlineData("\uFEFF{}")]
    [InlineData("<?xml version=\"1.0\"?>\n<a><b/></a>\n")]
    public async Task An_answer_without_a_length_is_believed_where_it_says_itself_where_it_ends(string body)
    {
        await using var server = new RawServer("HTTP/1.0 200 OK\r\nServer: old\r\n\r\n" + body);
        Assert.Equal(body, (await ReadAsync(server.Address, retries: 0)).Text);
    }

    [Fact]
    public async Task A_read_gets_over_a_torn_answer_and_a_bad_gateway()
    {
        await using var server = new RawServer(
            Torn + "Content-Length: 100\r\n\r\n{",
            RawServer.Whole("busy", "text/plain", "502 Bad Gateway"),
            RawServer.Whole("{}"));

        Assert.Equal("{}", (await ReadAsync(server.Address, retries: 2)).Text);
        Assert.Equal(3, server.Calls);
    }

    [Theory]
    [InlineData("401 Unauthorized")]
    [InlineData("403 Forbidden")]
    [InlineData("404 Not Found")]
    [InlineData("302 Found")]
    public async Task What_only_a_person_can_change_is_not_tried_again(string status)
    {
        await using var server = new RawServer(
            RawServer.Whole("no", "text/plain", status, "Location: http://169.254.169.254/latest/meta-data\r\n"));

        var e = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(server.Address, retries: 3));

        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains(status[..3], e.Message, StringComparison.Ordinal);
        const string target = "to http://169.254.169.254/latest";
        Assert.Equal(status[0] == '3', e.Message.Contains(target, StringComparison.Ordinal));
        Assert.Equal(1, server.Calls);
    }

    [Fact]
    public async Task A_web_page_is_named_as_one()
    {
        await using var server = new RawServer(
            RawServer.Whole("<!DOCTYPE html><html><body>Log on</body></html>", "text/html"));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(server.Address, retries: 3));
        Assert.Contains("web page", e.Message, StringComparison.Ordinal);
        Assert.Contains("Log on", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_is_sent_once_whatever_happens()
    {
        await using var server = new RawServer(Torn + "Content-Length: 100\r\n\r\n{");
        var http = Client(server.Address, retries: 5);
        await Assert.ThrowsAsync<ConnectorException>(() => http.WriteAsync(
            "write", () => new HttpRequestMessage(HttpMethod.Post, http.On("/x")), CancellationToken.None));
        Assert.Equal(1, server.Calls);
    }

    [Fact]
    public async Task A_pause_longer_than_we_wait_is_left_to_the_job()
    {
        await using var server = new RawServer(
            RawServer.Whole("slow down", "text/plain", "429 Too Many Requests", "Retry-After: 3600\r\n"));

        var e = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(server.Address, retries: 3));

        Assert.Equal(TimeSpan.FromHours(1), e.RetryAfter);
        Assert.Equal(1, server.Calls);
    }

    [Fact]
    public async Task A_partner_that_echoes_our_secret_does_not_get_it_into_the_message()
    {
        await using var server = new RawServer(
            RawServer.Whole($"key {FixedSecrets.Value} unknown", "text/plain", "400 Bad"));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(server.Address, retries: 0));
        Assert.Contains("key *** unknown", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_failures_the_partner_is_left_in_peace()
    {
        await using var server = new RawServer(RawServer.Whole("down", "text/plain", "503 Down"));
        var http = Client(server.Address, retries: 0);
        for (var i = 0; i < 12; i++)
        {
            await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(http));
        }

        Assert.Equal(10, server.Calls);
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("http://evil.example/x")]
    [InlineData("/\\evil.example/x")]
    [InlineData("@evil.example/x")]
    [InlineData(":81/x")]
    public void A_path_cannot_lead_to_another_host(string path) =>
        Assert.Throws<ArgumentException>(() => Client("http://partner.example:8080", retries: 0).On(path));

    [Theory]
    [InlineData("ftp://partner.example")]
    [InlineData("http://user:pw@partner.example")]
    [InlineData("partner.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData(null)]
    public void An_address_must_be_a_plain_web_address(string? address) =>
        Assert.Throws<ConfigurationException>(() => Client(address, retries: 0));

    [Theory]
    [InlineData("http://169.254.169.254")]
    [InlineData("http://[::ffff:169.254.169.254]")]
    [InlineData("http://0.0.0.0:9")]
    [InlineData("http://0.0.0.1:9")]
    [InlineData("http://2852039166")]
    [InlineData("http://0xA9FEA9FE")]
    [InlineData("http://0251.0376.0251.0376")]
    [InlineData("http://[::169.254.169.254]")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]")]
    [InlineData("http://[2002:a9fe:a9fe::1]")]
    [InlineData("http://[fe80::1%25lo]")]
    [InlineData("http://[fd00:ec2::254]")]
    [InlineData("http://[ff02::1]")]
    [InlineData("http://100.100.100.200")]
    public async Task Link_local_addresses_are_never_called(string address)
    {
        var e = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(address, retries: 0));
        Assert.Contains("no address that may be called", e.Message, StringComparison.Ordinal);
    }

    private static Task<Answer> ReadAsync(string address, int retries) => ReadAsync(Client(address, retries));

    private static Task<Answer> ReadAsync(PartnerHttp http) => http.ReadAsync(
        "read", () => new HttpRequestMessage(HttpMethod.Get, http.On("/x")), null, CancellationToken.None);

    private static PartnerHttp Client(string? address, int retries)
    {
        var file = new ConnectorFile
        {
            Name = "t", Kind = ConnectorKind.Sap, Address = address, Datasets = [], Limits = Samples.Quick(retries),
        };
        return new PartnerHttp(file, TimeProvider.System, null, FixedSecrets.Value);
    }
}
