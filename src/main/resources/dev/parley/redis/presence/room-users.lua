-- Returns some of the fields @lease/user of a room, or all of them if the room is small. KEYS[1] is the room.
local found, fields = redis.call('HSCAN', KEYS[1], 0, 'MATCH', '@*', 'COUNT', 200)[2], {}
for i = 1, #found, 2 do
    fields[#fields + 1] = found[i]
end
return fields
