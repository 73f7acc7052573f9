using System.Runtime.InteropServices;
using DockerLint.Cli;

using var host = Host.OfProcess();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
{
    context.Cancel = host.OnInterrupt?.Invoke() == true;
    if (!context.Cancel)
        Environment.Exit(ExitCode.Interrupted);
});
return App.Run(args, host);
