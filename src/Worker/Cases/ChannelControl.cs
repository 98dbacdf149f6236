using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Cases;

/// <summary>Who may act on cases: users of channel control (渠道稽查).</summary>
internal static class ChannelControl
{
    /// <summary>Asks for the role as it is now: a session may be older than what was decided about its user.</summary>
    /// <exception cref="UsageException">The user has another one, or is none.</exception>
    public static async Task RequireAsync(NpgsqlTransaction transaction, string by, CancellationToken cancel)
    {
        var role = await ReleaseStore.RoleAsync(transaction, by, cancel);
        if (role != Roles.Channel)
        {
            throw new UsageException(
                role is null
                    ? $"{by} is no user of the hub; cases are for users of channel control "
                      + "(./hub users add NAME --role channel)."
                    : $"{by} has the role {role}; cases are for channel control.");
        }
    }
}
