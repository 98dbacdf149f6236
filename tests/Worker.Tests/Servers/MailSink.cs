using System.Buffers;
using System.Collections.Concurrent;
using DealerIntegration.Worker.Hosting;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace DealerIntegration.Worker.Tests.Servers;

/// <summary>
/// A mail server that takes mail and keeps it. Inside the test rather than a program of Debian's, because only so can
/// it take a mail and then be gone before it has said so.
/// </summary>
internal sealed class MailSink : MessageStore, IUserAuthenticator, IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<MimeMessage> _taken = new();
    private readonly string _password;
    private readonly Task _serving;

    public MailSink(TestCertificate certificate, string password)
    {
        _password = password;
        Port = LoopbackPort.Free();
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint => endpoint.Port(Port, isSecure: true).Certificate(certificate.Certificate)
                .AuthenticationRequired(true))
            .Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(this as IMessageStore);
        services.Add(this as IUserAuthenticator);
        _serving = new SmtpServer.SmtpServer(options, services).StartAsync(_end.Token);
    }

    public int Port { get; }

    public IReadOnlyList<MimeMessage> Taken => [.. _taken];

    /// <summary>What the next mails are answered with; null: taken.</summary>
    public SmtpResponse? Refusal { get; set; }

    /// <summary>Called once a mail was taken and before the sender is told.</summary>
    public Action? Took { get; set; }

    public override Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer,
        CancellationToken cancel)
    {
        if (Refusal is { } refusal)
        {
            return Task.FromResult(refusal);
        }

        using var text = new MemoryStream(buffer.ToArray());
        _taken.Enqueue(MimeMessage.Load(text, cancel));
        Took?.Invoke();
        return Task.FromResult(SmtpResponse.Ok);
    }

    public Task<bool> AuthenticateAsync(
        ISessionContext context, string user, string password, CancellationToken cancel) =>
        Task.FromResult(password == _password);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _end.Dispose();
    }
}
