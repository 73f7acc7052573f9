using System.Runtime.InteropServices;
using DockerLint.Build.Native;
using DockerLint.Cli;

// Files of images belong to many users, whom only root has, be it of the machine or of a namespace.
if (args is ["build" or "bake" or "prune", ..])
    UserNamespace.Enter(Environment.GetEnvironmentVariable("PATH"));
using var host = Host.OfProcess();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
{
    context.Cancel = host.OnInterrupt?.Invoke() == true;
    if (!context.Cancel)
        Environment.Exit(ExitCode.Interrupted);
});
return App.Run(args, host);
