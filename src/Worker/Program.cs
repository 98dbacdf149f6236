using DealerIntegration.Worker.Commands;

// The hub's contents page. Commands/ holds one file per command; Jobs/ the run ledger; Pipelines/ the batch work;
// Storage/ every statement of SQL; Dashboard/ the only pages that are served; Hosting/ how the parts are wired.
return await HubCommand.RunAsync(
    args,
    ServeCommand.Create(),
    RunCommand.Create(),
    ImportCommand.Create(),
    ReconcileCommand.Create(),
    SettleCommand.Create(),
    SettlementsCommand.Create(),
    RebatesCommand.Create(),
    PeriodCommand.Create(),
    DecisionCommands.Match(),
    DecisionCommands.WriteOff(),
    DecisionCommands.Decision(),
    DecisionCommands.Decisions(),
    CasesCommand.Create(),
    ExplainCommand.Create(),
    EvidenceCommand.Create(),
    VerifyCommand.Create(),
    StatementsCommand.Create(),
    SummaryCommand.Create(),
    RejectedCommand.Create(),
    SchedulesCommand.Create(),
    UsersCommand.Create(),
    LoginCommands.Login(),
    LoginCommands.Logout(),
    LoginCommands.WhoAmI(),
    ConfigCommand.Create(),
    ReadOldWorkbookCommand.Create(),
    MigrateCommand.Create(),
    ResetCommand.Create());
