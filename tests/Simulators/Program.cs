using System.CommandLine;
using DealerIntegration.Simulators.Commands;

// Stopping means stopping the children too, and a hub shuts its database down: more than the library's two seconds.
return await CommandLine.Build().Parse(args).InvokeAsync(
    new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(90) });
