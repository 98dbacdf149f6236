using DealerIntegration.Connectors.Drop;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Tests.Servers;
using DealerIntegration.Worker.Tests.Storage;
using MailKit;
using MimeKit;

namespace DealerIntegration.Worker.Tests.Pipelines.Intake;

/// <summary>A hub that knows two dealers and reads a mailbox of its own on the test's mail server.</summary>
internal sealed class MailStage : IAsyncDisposable
{
    public const string Period = "2026-10";
    public const string Sender = "orders@dealer.test";
    public const string Stored = "HubStored";

    private readonly ImapServer _server;

    private MailStage(ImapServer server, TestHub hub, MailSink sink, Wire imap, Wire smtp, string address)
    {
        _server = server;
        Hub = hub;
        Sink = sink;
        Imap = imap;
        Smtp = smtp;
        Address = address;
    }

    public TestHub Hub { get; }

    public MailSink Sink { get; }

    public Wire Imap { get; }

    public Wire Smtp { get; }

    /// <summary>The hub's own.</summary>
    public string Address { get; }

    public static async Task<MailStage> OpenAsync(
        PostgresFixture postgres, ImapServer server, string password = ImapServer.Password, bool trusted = true,
        string? authenticatedBy = null,
        string answers = "{}")
    {
        await server.StartAsync();
        var sink = new MailSink(server.Certificate, ImapServer.Password);
        var (imap, smtp) = (new Wire(server.Port), new Wire(sink.Port));
        var address = $"files-{Guid.NewGuid():N}@hub.test";
        string Server(Wire wire) =>
            $$"""
            {
              "host": "localhost", "port": {{wire.Port}}, "security": "tls",
              {{(trusted ? "\"authority\": { \"secret\": \"MAIL_AUTHORITY\" }," : "")}}
              "signIn": { "user": "{{address}}", "password": { "secret": "MAIL_PASSWORD" } }
            }
            """;
        var json =
            $$"""
            {
              "mail": {
                "enabled": true, "address": "{{address}}", "timeoutSeconds": 60,
                {{(authenticatedBy is null ? "" : $"\"authenticatedBy\": \"{authenticatedBy}\",")}}
                "imap": {{Server(imap)}}, "smtp": {{Server(smtp)}},
                "senders": { "D001": ["{{Sender}}"], "D999": ["nobody@dealer.test"] }
              },
              "answers": {{answers}}
            }
            """;
        var hub = await TestHub.OpenAsync(
            postgres, new TestConfig { Files = new Dictionary<string, string> { ["intake.json"] = json } });
        // Its making creates the folders, as it does when the hub starts to work.
        Assert.NotNull(hub.Get<DropFolder>());
        await File.WriteAllTextAsync(Path.Combine(hub.Paths.Secrets, "MAIL_PASSWORD"), password);
        await File.WriteAllTextAsync(Path.Combine(hub.Paths.Secrets, "MAIL_AUTHORITY"), server.Authority);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        return new MailStage(server, hub, sink, imap, smtp, address);
    }

    /// <summary>A mail with these files comes in.</summary>
    public async Task<MimeMessage> ReceiveAsync(
        string from, Action<MimeMessage>? change = null, params (string Name, byte[] Content)[] files)
    {
        var body = new Multipart("mixed") { new TextPart("plain") { Text = "您好，请查收附件。" } };
        foreach (var (name, content) in files)
        {
            body.Add(new MimePart(MimeTypes.GetMimeType(name))
            {
                Content = new MimeContent(new MemoryStream(content)),
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = name,
            });
        }

        var mail = new MimeMessage { Subject = "十月往来账", Body = body, MessageId = $"{Guid.NewGuid():N}@dealer.test" };
        mail.From.Add(new MailboxAddress("张三", from));
        mail.To.Add(MailboxAddress.Parse(Address));
        change?.Invoke(mail);
        await _server.DeliverAsync(Address, mail);
        return mail;
    }

    /// <summary>Whether each mail of the inbox bears the flag of a stored one, in their order.</summary>
    public async Task<bool[]> StoredAsync() =>
        [.. (await _server.ListAsync(Address, "INBOX")).Select(mail => mail.Keywords.Contains(Stored))];

    public Task<IReadOnlyList<IMessageSummary>> SentAsync() => _server.ListAsync(Address, "Sent");

    public async ValueTask DisposeAsync()
    {
        await Imap.DisposeAsync();
        await Smtp.DisposeAsync();
        await Sink.DisposeAsync();
        await Hub.DisposeAsync();
    }
}
