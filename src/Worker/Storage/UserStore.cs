using Dapper;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>ops.dashboard_user</c>: who may sign in to the dashboard, and as what.</summary>
internal sealed class UserStore(Database database)
{
    private const string Columns = "name, role, password_hash AS passwordHash, created_at AS createdAt";

    public async Task<DashboardUser?> FindAsync(string name, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<DashboardUser>(new CommandDefinition(
            $"SELECT {Columns} FROM ops.dashboard_user WHERE name = @name", new { name }, cancellationToken: cancel));
    }

    public async Task<IReadOnlyList<DashboardUser>> AllAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return (await connection.QueryAsync<DashboardUser>(new CommandDefinition(
            $"SELECT {Columns} FROM ops.dashboard_user ORDER BY name", cancellationToken: cancel))).AsList();
    }

    public async Task<bool> AnyAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM ops.dashboard_user)", cancellationToken: cancel));
    }

    /// <summary>
    /// Adds the very first user. False: there is one already. Of two processes that try at once, the second waits for
    /// the first one's commit and then adds nothing.
    /// </summary>
    public static async Task<bool> AddFirstAsync(
        NpgsqlTransaction transaction, string name, string role, string hash, CancellationToken cancel) =>
        await Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO ops.dashboard_user (name, role, password_hash)
            SELECT @name, @role, @hash WHERE NOT EXISTS (SELECT 1 FROM ops.dashboard_user)
            ON CONFLICT (name) DO NOTHING
            """,
            cancel,
            new { name, role, hash }) == 1;

    /// <summary>False: the name is taken.</summary>
    public async Task<bool> AddAsync(string name, string role, string hash, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO ops.dashboard_user (name, role, password_hash) VALUES (@name, @role, @hash)
            ON CONFLICT (name) DO NOTHING
            """,
            new { name, role, hash },
            cancellationToken: cancel)) == 1;
    }

    /// <summary>False: no such user. Sessions opened with the old password end with their next request.</summary>
    public async Task<bool> SetPasswordAsync(string name, string hash, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            WITH ended AS (DELETE FROM ops.session WHERE user_name = @name)
            UPDATE ops.dashboard_user SET password_hash = @hash WHERE name = @name
            """,
            new { name, hash },
            cancellationToken: cancel)) == 1;
    }

    /// <summary>False: no such user.</summary>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM ops.dashboard_user WHERE name = @name", new { name }, cancellationToken: cancel)) == 1;
    }
}

/// <summary>A person who may sign in (看板用户).</summary>
internal sealed record DashboardUser
{
    public required string Name { get; init; }

    public required string Role { get; init; }

    public required string PasswordHash { get; init; }

    public DateTime CreatedAt { get; init; }
}
