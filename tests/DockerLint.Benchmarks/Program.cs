using BenchmarkDotNet.Running;
using DockerLint.Benchmarks;

// quick [folder]: the steady state within minutes. sample FOLDER [SEED [COUNT]]: findings to judge. Anything else goes to
// BenchmarkDotNet.
if (args is ["quick", ..])
    return Quick.Run(Corpus.Load(args.Length > 1 ? args[1] : null), Console.Out);
if (args is ["sample", var sampled, .. var numbers])
    return FindingSample.Write(sampled, numbers, Console.Out);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
