using DealerIntegration.Connectors.Drop;
using DealerIntegration.Worker.Cases;
using DealerIntegration.Worker.Decisions;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Pipelines.Deliver;
using DealerIntegration.Worker.Pipelines.Diversion;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Worker.Pipelines.Events;
using DealerIntegration.Worker.Pipelines.Import;
using DealerIntegration.Worker.Pipelines.Intake;
using DealerIntegration.Worker.Pipelines.Orders;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Pipelines.Release;
using DealerIntegration.Worker.Pipelines.Settle;
using DealerIntegration.Worker.Pipelines.Statements;
using DealerIntegration.Worker.Pipelines.Uploads;
using DealerIntegration.Worker.Pipelines.Uploads.Checks;
using DealerIntegration.Worker.Rebates;
using DealerIntegration.Worker.Storage;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;

namespace DealerIntegration.Worker.Hosting;

/// <summary>Who needs whom. The list of pipelines stands here, and nothing is found by scanning.</summary>
internal static class Wiring
{
    // A job in the hands of a dead worker comes back after this; the heartbeat is a fifth of it.
    private static readonly TimeSpan Invisibility = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddHub(this IServiceCollection services, HubStart hub)
    {
        services.AddSingleton(hub.Paths);
        services.AddSingleton(hub.Options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new Database(hub.ConnectionString));
        services.AddSingleton<RunStore>();
        services.AddSingleton<ChunkStore>();
        services.AddSingleton<JobCatalog>();
        services.AddSingleton<RunCloser>();
        services.AddSingleton<RunStarter>();
        services.AddSingleton<SchedulePauses>();
        services.AddSingleton<Schedules>();
        services.AddTransient<RunJob>();

        services.AddSingleton<ConnectorRegistry>();
        services.AddSingleton<PullWindows>();
        services.AddSingleton<IntakeRegistry>();
        services.AddSingleton<OutboxSender>();
        services.AddSingleton<DealerChunks>();
        services.AddSingleton<CodeBooks>();
        services.AddSingleton<BusinessDay>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<IStatementStandings, StatementStandings>();
        services.AddSingleton<PeriodDesk>();
        services.AddSingleton<DecisionDesk>();
        services.AddSingleton<ReleaseDesk>();
        services.AddSingleton<PoolDesk>();
        services.AddSingleton<CaseViews>();
        services.AddSingleton<CaseDesk>();
        AddDealerFiles(services, hub);

        services.AddSingleton<IPipeline, MonthPipeline>();
        services.AddSingleton<IPipeline, ImportPipeline>();
        services.AddSingleton<IPipeline, ReplayPipeline>();
        services.AddSingleton<IPipeline, IntakePipeline>();
        services.AddSingleton<IPipeline, UploadsPipeline>();
        services.AddSingleton<IPipeline, EventsPipeline>();
        services.AddSingleton<IPipeline, SendRepliesPipeline>();
        services.AddSingleton<IPipeline, ExchangePipeline>();
        services.AddSingleton<IPipeline, AnswerOrdersPipeline>();
        services.AddSingleton<IPipeline, WithdrawOrderPipeline>();
        services.AddSingleton<IPipeline, DeliverPipeline>();
        services.AddSingleton<IPipeline, ReplyOrdersPipeline>();
        foreach (var setup in BookSources.All)
        {
            services.AddSingleton<IPipeline>(provider => new ReconcilePipeline(
                hub.Paths, provider.GetRequiredService<DealerChunks>(), setup.Books));
        }

        services.AddSingleton<IPipeline, SettlePipeline>();
        services.AddSingleton<IPipeline, ReleasePipeline>();
        services.AddSingleton<IPipeline, ExpirePipeline>();
        services.AddSingleton<IPipeline, DiversionPipeline>();
        services.AddSingleton<IPipeline, StatementsPipeline>();
        return services.AddHangfireStorage(hub.ConnectionString);
    }

    /// <summary>Background workers in this process; without them a process only asks and watches.</summary>
    public static IServiceCollection AddHubWorkers(this IServiceCollection services, int workers)
    {
        services.AddHangfireServer(options =>
        {
            options.WorkerCount = workers;
            options.StopTimeout = TimeSpan.FromSeconds(5);
            options.ShutdownTimeout = TimeSpan.FromSeconds(25);
            options.SchedulePollingInterval = TimeSpan.FromSeconds(2);
        });
        services.AddHostedService<RunRecovery>();
        return services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(35));
    }

    private static void AddDealerFiles(IServiceCollection services, HubStart hub)
    {
        services.AddSingleton<FileAnswers>();
        services.AddSingleton<UploadWork>();
        services.AddSingleton<DealerPost>();
        services.AddSingleton<AppealFiles>();
        services.AddSingleton<EarlierFiles>();
        services.AddSingleton<FileChecks>();
        services.AddSingleton(provider =>
            new DropFolder(DropOptions(hub), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider =>
            new EventDrop(DropOptions(hub), provider.GetRequiredService<TimeProvider>()));
    }

    private static DropOptions DropOptions(HubStart hub)
    {
        var folders = new DropOptions
        {
            Folder = hub.Paths.Resolve(hub.Options.Folders.Drop),
            Outbox = hub.Paths.Resolve(hub.Options.Folders.Outbox),
            Settle = TimeSpan.FromSeconds(hub.Options.Folders.SettleSeconds),
            MaxBytes = hub.Options.Uploads.Limits().FileBytes,
        };
        Directory.CreateDirectory(folders.Folder);
        Directory.CreateDirectory(folders.Outbox);
        return folders;
    }

    private static IServiceCollection AddHangfireStorage(this IServiceCollection services, string connectionString)
    {
        // A pool of its own: twice the workers and room for Hangfire's own processes.
        var own = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "hub-hangfire",
            MaxPoolSize = 40 };
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = Migrations.HangfireSchema,
            PrepareSchemaIfNecessary = false,
            AllowDegradedModeWithoutStorage = false,
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = Invisibility,
            QueuePollInterval = TimeSpan.FromMilliseconds(500),
        };
        // Ours before Hangfire's own: that one goes through a static field, where two hubs of one process would meet.
        services.AddSingleton<JobStorage>(
            _ => new PostgreSqlStorage(new NpgsqlConnectionFactory(own.ConnectionString, options), options));
        return services.AddHangfire((provider, configuration) => configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseLogProvider(new HangfireLog())
            .UseStorage(provider.GetRequiredService<JobStorage>()));
    }
}
