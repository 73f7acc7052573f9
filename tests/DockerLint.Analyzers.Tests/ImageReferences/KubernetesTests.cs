namespace DockerLint.Analyzers.Tests.ImageReferences;

public sealed class KubernetesTests
{
    [Theory]
    [InlineData("new V1Container { Name = \"redis\", Image = \"redis:7\" };")]
    [InlineData("new V1Container { Name = \"redis:latest\", Image = \"redis:{|DL3007:latest|}\", ImagePullPolicy = \"Always\" };")]
    [InlineData("new V1Container { Image = \"{|DL3006:redis|}\", Command = new List<string> { \"redis:latest\" } };")]
    [InlineData("V1Container c = new() { Image = \"redis:{|DL3007:latest|}\" };")]
    [InlineData("new V1PodSpec { Containers = [new() { Image = \"redis:{|DL3007:latest|}\" }, new() { Image = \"redis:7\" }] };")]
    [InlineData("new V1PodSpec { InitContainers = new List<V1Container> { new V1Container { Image = \"{|DL3006:busybox|}\" } } };")]
    [InlineData("var pod = new V1Pod(); pod.Spec.Containers[0].Image = \"redis:{|DL3007:latest|}\";")]
    [InlineData("new V1EphemeralContainer { Image = \"busybox:1.36\" };")]
    [InlineData("new V1EphemeralContainer { Image = \"{|DL3006:busybox|}\" };")]
    [InlineData("new V1ImageVolumeSource { Reference = \"acme/data:{|DL3007:latest|}\" };")]
    [InlineData("new V1ImageVolumeSource { Reference = \"acme/data:1.0\" };")]
    [InlineData("new V1Volume { Image = new V1ImageVolumeSource { Reference = \"{|DL3006:acme/data|}\" } };")]
    [InlineData("new V1RBDVolumeSource { Image = \"disk\" };")]
    [InlineData("new V1RBDPersistentVolumeSource { Image = \"disk:latest\" };")]
    [InlineData("new V1ContainerStatus { Image = \"redis:latest\", ImageID = \"redis\" };")]
    [InlineData("new V1ContainerImage { Names = new List<string> { \"redis:latest\" } };")]
    [InlineData("new V1QuobyteVolumeSource { Registry = \"redis:latest\" };")]
    public Task Images_are_judged(string statement) => Code.InMethod(statement);

    [Theory]
    [InlineData("new V1Container { Image = \"{|DL3026:redis:7|}\" };")]
    [InlineData("new V1Container { Image = \"ghcr.io/acme/app:7\" };")]
    [InlineData("new V1Container { Image = \"{|DL3026:quay.io/acme/app:7|}\" };")]
    public Task Registries_are_judged_where_some_are_trusted(string statement) => Code.InMethod(statement, "dockerlint.trusted_registries = ghcr.io");
}
