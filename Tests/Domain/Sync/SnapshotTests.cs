using System.Buffers;
using System.Text.Json;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Sync.Wire;

namespace MediaGateway.Tests.Domain.Sync;

public class SnapshotTests
{
    private readonly Server _server = new();
    private readonly Device _phone = new("phone");

    [Fact]
    public void A_state_without_a_list_reads_back()
    {
        _server.Take(_phone.Rate("A", 45));

        Assert.Equal(45, StateJson.Decode(StateJson.Encode(_server.State)).FindRating("A")!.Tenths);
        Assert.Equal(0, StateJson.Decode(StateJson.Encode(UserState.Empty)).Seq);
    }

    [Fact]
    public void Equal_states_give_equal_bytes()
    {
        var operations = new[] { _phone.Add("A"), _phone.Add("B"), _phone.Add("C") };
        _server.Take(operations);
        var replayed = UserState.Empty.Apply(_server.Log.AsEnumerable().Reverse());

        Assert.Equal(StateJson.Encode(_server.State), StateJson.Encode(replayed));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":2}""")]
    [InlineData("""{"version":1,"seq":"x"}""")]
    [InlineData("""{"version":1,"seq":1,"entries":[["A"]],"cancelled":[],"positions":[],"ratings":[],"preferences":[],"plays":[],"aliases":[]}""")]
    [InlineData("""{"version":1,"seq":1,"entries":[],"cancelled":[["a","not a stamp","b",1]],"positions":[],"ratings":[],"preferences":[],"plays":[],"aliases":[]}""")]
    public void What_is_not_a_snapshot_is_refused(string json)
    {
        Assert.Throws<JsonException>(() => StateJson.Decode(System.Text.Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void A_device_is_told_what_was_taken_back_since_an_older_write_may_still_be_on_its_way()
    {
        _server.Take(_phone.Rate("A", 45), _phone.Rate("A", null), _phone.Prefer("k", "1"), _phone.Prefer("k", "null"));

        var snapshot = PublicSnapshot();

        var rating = Assert.Single(snapshot.GetProperty("ratings").EnumerateArray());
        Assert.Equal((JsonValueKind.Null, "phone-2"), (rating.GetProperty("rating").ValueKind, rating.GetProperty("op_id").GetString()));
        var preference = Assert.Single(snapshot.GetProperty("preferences").EnumerateArray());
        Assert.Equal((JsonValueKind.Null, "phone-4"), (preference.GetProperty("value").ValueKind, preference.GetProperty("op_id").GetString()));
        Assert.Empty(_server.State.Ratings);
    }

    [Fact]
    public void A_device_gets_what_it_needs_to_go_on_from_the_snapshot()
    {
        _server.Take(_phone.Add("A"), _phone.Add("B"), _phone.RemoveAllSeen("B"), _phone.Position("A", 5, 10), _phone.Rate("A", 45));
        _server.Take(_phone.Prefer("k", """{"x":[1,"é"]}"""), _phone.Play("p1", "A"));

        var snapshot = PublicSnapshot();

        Assert.Equal("A", snapshot.GetProperty("items")[0].GetProperty("content_id").GetString());
        Assert.Equal("phone-1", snapshot.GetProperty("items")[0].GetProperty("adds")[0].GetString());
        Assert.Equal("B", snapshot.GetProperty("removed")[0].GetProperty("content_id").GetString());
        Assert.Equal(5, snapshot.GetProperty("positions")[0].GetProperty("position_ms").GetInt64());
        Assert.Equal("phone", snapshot.GetProperty("positions")[0].GetProperty("hlc").GetProperty("node_id").GetString());
        Assert.Equal(4.5m, snapshot.GetProperty("ratings")[0].GetProperty("rating").GetDecimal());
        Assert.Equal("é", snapshot.GetProperty("preferences")[0].GetProperty("value").GetProperty("x")[1].GetString());
        Assert.Equal("cursor", snapshot.GetProperty("plays_cursor").GetString());
    }

    private JsonElement PublicSnapshot()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            SnapshotJson.Write(writer, _server.State, "cursor");
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
