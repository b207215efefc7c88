-- Lists users under a lease, or removes them from its list. KEYS[1] is the set of users of the lease. ARGV: how long
-- the set lives without a renewal; SADD or SREM; the users.
for i = 3, #ARGV do
    redis.call(ARGV[2], KEYS[1], ARGV[i])
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
