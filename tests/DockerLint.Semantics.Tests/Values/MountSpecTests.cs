using DockerLint.References;
using DockerLint.Semantics.Values;

namespace DockerLint.Semantics.Tests.Values;

public sealed class MountSpecTests
{
    [Theory]
    [InlineData("", "empty", 0, 0)]
    [InlineData("target=/a,z", "no key=value", 10, 1)]
    [InlineData("target=/a,", "no key=value", 10, 0)]
    [InlineData("target", "no key=value", 0, 6)]
    [InlineData("typ=tmpfs", "did you mean type?", 0, 3)]
    [InlineData("type=bogus,target=/x", "mount type \"bogus\"", 5, 5)]
    [InlineData("type=bindd", "use bind", 5, 5)]
    [InlineData("type=cache,target=/c,sharing=maybe", "sharing \"maybe\"", 29, 5)]
    [InlineData("type=tmpfs,target=/t,size=abc", "not a size", 26, 3)]
    [InlineData("size=1,type=tmpfs,target=/t", "write type=tmpfs before", 0, 4)]
    [InlineData("required,type=secret,id=a", "write type=secret or type=ssh before", 0, 8)]
    [InlineData("required=x,target=/a", "not allowed for a bind", 0, 8)]
    [InlineData("type=secret,id=a,required=x", "boolean", 26, 1)]
    [InlineData("target=/a,ro=maybe", "boolean", 13, 5)]
    [InlineData("target=/a,rw=", "boolean", 13, 0)]
    [InlineData("type=cache,target=/c,mode=xyz", "octal", 26, 3)]
    [InlineData("type=cache,target=/c,uid=-1", "uid", 25, 2)]
    [InlineData("target=/x,uid=5", "uid is not allowed", 10, 3)]
    [InlineData("type=tmpfs,target=/x,gid=5,mode=7", "mode is not allowed", 27, 4)]
    [InlineData("type=secret,from=a,id=a", "remove from", 12, 4)]
    [InlineData("type=secret,id=a,sharing=locked", "secret is not shared", 17, 7)]
    [InlineData("type=secret,env=A", "needs a name", 17, 0)]
    [InlineData("type=secret,id=a,src=b", "keep id", 17, 3)]
    [InlineData("type=ssh,sharing=locked", "sharing is not allowed for a ssh", 9, 7)]
    [InlineData("type=ssh,source=/a", "no source", 9, 6)]
    [InlineData("type=bind", "target is missing", 9, 0)]
    [InlineData("target=/", "replace \"/\"", 7, 1)]
    [InlineData("target=..", "replace \"/\"", 7, 2)]
    [InlineData("from=$a,target=/x", "variable", 5, 2)]
    [InlineData("target=/a\"b", "double a quote", 9, 2)]
    [InlineData("\"target=/a", "double a quote", 0, 10)]
    [InlineData("\"target=/a\"b", "double a quote", 11, 1)]
    public void What_BuildKit_refuses_is_named_where_it_stands(string text, string message, int start, int length)
    {
        Assert.False(MountSpec.TryParse(text, out _, out ValueError? error));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(new TextSpan(start, length), error.Span);
    }

    [Theory]
    [InlineData("target=/a", MountType.Bind, true, "/a", null)]
    [InlineData("TYPE=Cache,dst=a/../b", MountType.Cache, false, "/w/b", "b")]
    [InlineData("type=cache,target=/c/,id=x,ro", MountType.Cache, true, "/c/", "x")]
    [InlineData("type=cache,target=/c/", MountType.Cache, false, "/c/", "/c")]
    [InlineData("type=tmpfs,destination=/t", MountType.Tmpfs, false, "/t", null)]
    [InlineData("type=secret,id=a/b", MountType.Secret, true, "/run/secrets/b", "a/b")]
    [InlineData("type=secret,target=/x/y", MountType.Secret, true, "/x/y", "y")]
    [InlineData("type=secret,id=a,env=A", MountType.Secret, true, null, "a")]
    [InlineData("type=ssh", MountType.Ssh, true, null, "default")]
    [InlineData("type=bind", MountType.Bind, true, "/w", null)]
    [InlineData("rw=0,target=/a", MountType.Bind, true, "/a", null)]
    [InlineData("target=/a,rw", MountType.Bind, false, "/a", null)]
    [InlineData("type=secret,type=bind,target=/a", MountType.Bind, true, "/a", null)]
    [InlineData("\"target=/a,\"\"b\"\"\"", MountType.Bind, true, "/a,\"b\"", null)]
    public void Each_type_has_its_defaults(string text, MountType type, bool readOnly, string? mountPoint, string? id)
    {
        Assert.True(MountSpec.TryParse(text, static value => value, "/w", out MountSpec? mount, out _));
        Assert.Equal((type, readOnly, mountPoint, id), (mount.Type, mount.IsReadOnly, mount.MountPoint, mount.Id));
    }

    [Fact]
    public void Every_field_is_kept_with_its_place()
    {
        const string text = "type=cache,from=a,src=/s,target=/t,sharing=Locked,mode=0755,uid=1,gid=2";
        Assert.True(MountSpec.TryParse(text, out MountSpec? mount, out _));
        Assert.Equal(("a", "/s", "/t"), (mount.From, mount.Source, mount.Target));
        Assert.Equal((MountSharing.Locked, 0x1EDu, 1u, 2u), (mount.Sharing, mount.Mode, mount.Uid, mount.Gid));
        Assert.Equal(new TextSpan(18, 3), mount.Field(MountKey.Source)!.Value.KeySpan);
        Assert.Equal(new TextSpan(22, 2), mount.Field(MountKey.Source)!.Value.ValueSpan);
        Assert.Null(mount.Field(MountKey.Env));
    }

    [Fact]
    public void Values_are_expanded_but_not_that_of_from()
    {
        Assert.True(MountSpec.TryParse("from=a,target=b", static value => "/" + value, "/", out MountSpec? mount, out _));
        Assert.Equal(("a", "/b"), (mount.From, mount.Target));
    }

    [Theory]
    [InlineData("type=$t,target=/a,size=1,required,mode=1,sharing=locked")]
    [InlineData("target=$t")]
    [InlineData("type=secret,id=$i")]
    [InlineData("type=secret,id=a,source=$s")]
    [InlineData("type=cache,target=/c,mode=$m,uid=$u,sharing=$s,ro=$r")]
    public void What_expansion_cannot_tell_is_not_judged(string text) =>
        Assert.True(MountSpec.TryParse(text, static value => value.Contains('$') ? null : value, "/", out _, out _));

    [Theory]
    [InlineData("from=$a", true)]
    [InlineData("FROM=a${b}", true)]
    [InlineData("type=bogus,from=x$y", true)]
    [InlineData("a\"b", true)]
    [InlineData("from=a$", false)]
    [InlineData("type=bogus,target=$t", false)]
    [InlineData("from", false)]
    public void Only_quotes_and_variables_in_from_are_judged_unexpanded(string text, bool refused) =>
        Assert.Equal(refused, MountSpec.CheckUnexpanded(text) is not null);

    [Theory]
    [InlineData("vendor/class=a,bogus", "no key=value", 15, 5)]
    [InlineData("vendor/class=a,nam=x", "use name", 15, 3)]
    [InlineData("vendor/class=a,required=x", "boolean", 24, 1)]
    [InlineData("name=a,name=b", "already", 12, 1)]
    public void A_wrong_device_is_named_where_it_stands(string text, string message, int start, int length)
    {
        Assert.False(DeviceSpec.TryParse(text, out _, out ValueError? error));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(new TextSpan(start, length), error.Span);
    }
}
