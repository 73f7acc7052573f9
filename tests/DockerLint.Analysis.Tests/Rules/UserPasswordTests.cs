namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Passwords of users, and keys of hosts.</summary>
public sealed class UserPasswordTests
{
    [Theory]
    [InlineData("echo 'a:b' | doas chpasswd", "'a:b'")]
    [InlineData("echo 'a:$6$b' | chpasswd --encrypted", "")]
    [InlineData("echo 'a:' | chpasswd", "")]
    [InlineData("echo ':b' | chpasswd", "")]
    [InlineData("echo -n 'ab' | chpasswd", "")]
    [InlineData("echo x | passwd --stdin a", "x")]
    [InlineData("printf 'x' | passwd --stdin a", "'x'")]
    [InlineData("cat x | passwd --stdin a", "")]
    [InlineData("echo \"$B\" | passwd --stdin a", "")]
    [InlineData("echo a | x --stdin && passwd -l b", "")]
    [InlineData("passwd -d a", "passwd -d a")]
    [InlineData("passwd --delete a", "passwd --delete a")]
    [InlineData("passwd -l a", "")]
    [InlineData("x -d a && passwd -l a", "")]
    public void A_password_that_is_written_down_is_flagged(string run, string expected) => Assert.Equal(expected, Flagged.InRun("DK5015", run));

    [Theory]
    [InlineData("ssh -o StrictHostKeyChecking=no a", "StrictHostKeyChecking=no")]
    [InlineData("ssh -o StrictHostKeyChecking=No a", "StrictHostKeyChecking=No")]
    [InlineData("ssh -o StrictHostKeyChecking=yes a", "")]
    [InlineData("ssh -o StrictHostKeyChecking=$C a", "")]
    [InlineData("ssh -o StrictHostKeyChecking=nobody a", "")]
    [InlineData("ssh -o CheckHostIP=no a", "")]
    [InlineData("echo StrictHostKeyChecking", "")]
    public void A_host_is_known_by_its_key(string run, string expected) => Assert.Equal(expected, Flagged.InRun("DK5016", run));
}
