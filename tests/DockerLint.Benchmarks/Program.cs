using BenchmarkDotNet.Running;
using DockerLint.Benchmarks;

// quick [folder]: seconds instead of minutes; anything else goes to BenchmarkDotNet.
if (args is ["quick", ..])
    return Quick.Run(Corpus.Load(args.Length > 1 ? args[1] : null), Console.Out);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
