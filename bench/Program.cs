using DealerIntegration.Bench.Commands;
using DealerIntegration.Worker.Commands;

// Two commands: bench measures the pipelines against a floor and a baseline, soak proves their laws over many seeds.
return await HubCommand.RunAsync(
    args, BenchCommand.Create(), SoakCommand.Create(), ReadSpreadsheetCommand.Create(),
    ServePartnerCommand.Create());
