sign-in-title = 登录
sign-in-name = 账号
sign-in-password = 密码
sign-in-button = 登录
sign-in-other = 用其他账号登录
sign-in-register = 还没有账号？注册一个
sign-in-progress = 不登录，凭办件编号和查询码查进度
