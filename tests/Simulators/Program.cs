using DealerIntegration.Simulators.Commands;

return await CommandLine.Build().Parse(args).InvokeAsync();
