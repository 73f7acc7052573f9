using System.Collections.Immutable;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Protocol;
using DockerLint.Semantics.Values;
using Google.Protobuf;
using MountType = DockerLint.BuildKit.Protocol.MountType;

namespace DockerLint.BuildKit.Llb;

/// <summary>RUN as an operation.</summary>
/// <param name="steps">The other steps.</param>
/// <param name="options">What is not in the plan.</param>
internal sealed class RunOperation(StepConverter steps, LlbOptions options)
{
    private const string AgentVariable = "SSH_AUTH_SOCK";
    private const string CacheFolder = "/cache";
    private const string ScriptFolder = "/dev/pipes/";
    private const string UsualHostname = "buildkitsandbox";
    private const int UsualFolderMode = 0x1ED;

    /// <summary>The files of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="parent">What it starts from.</param>
    public Vertex Make(RunStep step, Vertex parent)
    {
        var run = new ExecOp
        {
            Meta = MetaOf(step),
            Network = step.Network switch { RunNetwork.None => NetMode.None, RunNetwork.Host => NetMode.Host, _ => NetMode.Unset },
            Security = step.IsInsecure ? SecurityMode.Insecure : SecurityMode.Sandbox,
        };
        var operation = new Op { Exec = run };
        var inputs = new InputList(operation.Inputs);
        run.Mounts.Add(new Mount { Input = inputs.Add(parent), Dest = "/" });
        foreach (RunMount mount in step.Mounts.Where(static mount => mount is not (SecretMount or AgentMount)).OrderBy(static mount => TargetOf(mount), StringComparer.Ordinal))
            run.Mounts.Add(MountOf(mount, step, inputs));
        foreach (SecretMount secret in step.Mounts.OfType<SecretMount>())
            AddSecret(run, secret);
        foreach (AgentMount agent in step.Mounts.OfType<AgentMount>())
        {
            run.Mounts.Add(new Mount
            {
                Input = InputList.Nothing,
                Dest = agent.Target,
                MountType = MountType.Ssh,
                SSHOpt = new SSHOpt { ID = agent.Id, Uid = agent.Uid, Gid = agent.Gid, Mode = (uint)agent.Mode, Optional = !agent.IsRequired },
            });
        }

        return steps.Add(operation, step);
    }

    private Meta MetaOf(RunStep step)
    {
        var meta = new Meta
        {
            Args = { step.Arguments },
            Env = { step.Environment },
            Cwd = step.Directory,
            User = step.User ?? "",
            Hostname = step.Hostname == UsualHostname ? "" : step.Hostname,
            ExtraHosts = { options.ExtraHosts.Select(static host => new HostIP { Host = host.Name, IP = host.Address }) },
            RemoveMountStubsRecursive = true,
        };
        if (step.Mounts.OfType<AgentMount>().FirstOrDefault() is { } agent && !step.Environment.Any(static variable => variable.StartsWith(AgentVariable + "=", StringComparison.Ordinal)))
            meta.Env.Add($"{AgentVariable}={agent.Target}");
        if (!step.Proxies.IsEmpty)
            meta.ProxyEnv = ProxiesOf(step.Proxies);
        return meta;
    }

    private Mount MountOf(RunMount mount, RunStep step, InputList inputs) => mount switch
    {
        BindMount bind => new Mount
        {
            Input = inputs.Add(steps.FilesOf(bind.From, step)),
            Selector = SelectorOf(bind.Source),
            Dest = bind.Target,
            Readonly = bind.IsReadOnly,
            // What is written there is dropped.
            Output = InputList.Nothing,
        },
        CacheMount cache => CacheOf(cache, step, inputs),
        ScriptMount script => new Mount
        {
            Input = inputs.Add(steps.Made(
                new FileAction { Mkfile = new FileActionMkFile { Path = $"/{script.Target[ScriptFolder.Length..]}", Mode = UsualFolderMode, Data = ByteString.CopyFromUtf8(script.Content), Timestamp = steps.Time } },
                "preparing inline document")),
            Selector = "/",
            Dest = ScriptFolder,
            Readonly = true,
            Output = InputList.Nothing,
        },
        TemporaryMount temporary => new Mount
        {
            Input = InputList.Nothing,
            Dest = temporary.Target,
            Output = InputList.Nothing,
            MountType = MountType.Tmpfs,
            TmpfsOpt = new TmpfsOpt { Size = temporary.Size ?? 0 },
        },
        _ => throw new NotSupportedException(mount.GetType().Name),
    };

    private Mount CacheOf(CacheMount cache, RunStep step, InputList inputs)
    {
        Vertex start = cache.From is { } from ? steps.FilesOf(from, step) : Vertex.Scratch;
        string selector = SelectorOf(cache.Source);
        if (selector.Length == 0 && (cache.Mode, cache.Uid, cache.Gid) != (UsualFolderMode, 0, 0))
        {
            selector = CacheFolder;
            start = steps.Made(
                new FileAction
                {
                    Mkdir = new FileActionMkDir
                    {
                        Path = CacheFolder,
                        Mode = cache.Mode,
                        Owner = new ChownOpt { User = new UserOpt { ByID = cache.Uid }, Group = new UserOpt { ByID = cache.Gid } },
                        Timestamp = steps.Time,
                    },
                },
                "setting cache mount permissions",
                start);
        }

        return new Mount
        {
            Input = inputs.Add(start),
            Selector = selector,
            Dest = cache.Target,
            Readonly = cache.IsReadOnly,
            Output = InputList.Nothing,
            MountType = MountType.Cache,
            CacheOpt = new CacheOpt
            {
                // Behind the slash the name; before it that of who shares caches, which is nobody in particular.
                ID = $"/{cache.Id}",
                Sharing = cache.Sharing switch { MountSharing.Private => CacheSharingOpt.Private, MountSharing.Locked => CacheSharingOpt.Locked, _ => CacheSharingOpt.Shared },
            },
        };
    }

    private static void AddSecret(ExecOp run, SecretMount secret)
    {
        if (secret.Variable is { } variable)
            run.Secretenv.Add(new SecretEnv { ID = secret.Id, Name = variable, Optional = !secret.IsRequired });
        if (secret.Target.Length == 0)
            return;
        run.Mounts.Add(new Mount
        {
            Input = InputList.Nothing,
            Dest = secret.Target,
            MountType = MountType.Secret,
            SecretOpt = new SecretOpt { ID = secret.Id, Uid = secret.Uid, Gid = secret.Gid, Mode = (uint)secret.Mode, Optional = !secret.IsRequired },
        });
    }

    private static string TargetOf(RunMount mount) => mount is ScriptMount ? ScriptFolder : mount.Target;

    private static string SelectorOf(string source) => source == "/" ? "" : source;

    private static ProxyEnv ProxiesOf(ImmutableArray<string> variables)
    {
        return new ProxyEnv
        {
            HttpProxy = ValueOf("HTTP_PROXY"),
            HttpsProxy = ValueOf("HTTPS_PROXY"),
            FtpProxy = ValueOf("FTP_PROXY"),
            NoProxy = ValueOf("NO_PROXY"),
            AllProxy = ValueOf("ALL_PROXY"),
        };

        string ValueOf(string name) =>
            variables.FirstOrDefault(variable => variable.StartsWith(name + "=", StringComparison.Ordinal)) is { } variable ? variable[(name.Length + 1)..] : "";
    }
}
