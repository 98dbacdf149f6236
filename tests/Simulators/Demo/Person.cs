namespace DealerIntegration.Simulators.Demo;

/// <summary>Somebody who works with the hub's commands (操作人), with a session file of their own.</summary>
internal sealed class Person(string name, DemoFolder folder, string role = "finance")
{
    public string Name => name;

    /// <summary>What the hub's commands of this person need in their environment.</summary>
    public (string Name, string Value) Session => ("HUB_SESSION", Path.Combine(folder.Root, $"session-{name}"));

    /// <summary>Signs in with a new password, which nobody keeps: the next time there is another one.</summary>
    /// <param name="hub">Runs a command of the hub to its end; false: it ended in an error.</param>
    /// <exception cref="DemoFailure">The hub did not let the person in.</exception>
    public async Task SignIn(Func<string[], Task<bool>> hub)
    {
        var password = Path.Combine(folder.Root, $"password-{name}");
        try
        {
            if (!await hub(["users", "add", name, "--role", role, "--password-file", password])
                && !await hub(["users", "reset", name, "--password-file", password]))
            {
                throw new DemoFailure($"The hub neither added the user {name} nor gave it a new password.");
            }

            if (!await hub(["login", name, "--password-file", password]))
            {
                throw new DemoFailure($"The hub did not let {name} in with the password it had just given.");
            }
        }
        finally
        {
            File.Delete(password);
        }
    }
}
