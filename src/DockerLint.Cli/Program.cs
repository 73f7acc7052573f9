using System.Runtime.InteropServices;
using DockerLint.Cli;

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(
    PosixSignal.SIGINT, static _ => Environment.Exit(ExitCode.Interrupted));
using var host = Host.OfProcess();
return App.Run(args, host);
